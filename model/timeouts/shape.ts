/** What a rollout's timeouts are derived from, with its defaults and its limits. */
import { type Fault, faultsAt, faultText, within } from "../fault";
import { sizeFault } from "../image/size";
import { choiceFaults } from "../text/choice";
import { Network, type Pace } from "./pullTime";

/** What the clocks are derived from. Seconds, replicas, nodes and layers are whole numbers of 1 to 1,000,000. */
export interface RolloutShape extends Pace {
    /** Compressed size of the image for the nodes' platform, in bytes. */
    readonly imageBytes: number;
    /** Nodes that pull the image simultaneously; 100 by default. */
    readonly nodes?: number;
    /** Layers of the image; 10 by default. */
    readonly layers?: number;
    /** Replicas of the Deployment; 1 by default. */
    readonly replicas?: number;
    /** What the migration itself needs, once its container runs, in seconds; 300 by default. */
    readonly runSeconds?: number;
    /** From the start of the application's container until it is ready, in seconds; 60 by default. */
    readonly startSeconds?: number;
    /** Replaces the derived pull timeout, in seconds. */
    readonly timeoutSeconds?: number;
    /** Whether the program assigns the role with which the nodes pull; false by default. */
    readonly awaitsRole?: boolean;
    /** The other images that a node pulls at the same time: they share its network, its processor and its disk. */
    readonly alongside?: readonly ImageShape[];
}

/** Another image of a rollout. */
export interface ImageShape {
    /** Compressed size for the nodes' platform, in bytes. */
    readonly imageBytes: number;
    /** 10 by default. */
    readonly layers?: number;
}

type Optional = "timeoutSeconds" | "bytesPerSecond";

/** A shape with its defaults. */
export type CompleteShape = Required<Omit<RolloutShape, Optional | "alongside">> &
    Pick<RolloutShape, Optional> & { readonly alongside: readonly Required<ImageShape>[] };

/** Larger numbers are faults of a unit, such as milliseconds. */
const LARGEST_NUMBER = 1_000_000;

/** Nodes of a cluster that nobody counted. */
export const NODES = 100;

const LAYERS = 10;

const COUNTS = ["nodes", "layers", "replicas", "runSeconds", "startSeconds", "timeoutSeconds"] as const;

/**
 * Fills in the defaults.
 *
 * @throws Error with all faults of `shape`, each with the value given.
 */
export function completeShape(shape: RolloutShape): CompleteShape {
    const { imageBytes, network = Network.Normal, timeoutSeconds, bytesPerSecond } = shape;
    const { nodes = NODES, layers = LAYERS, replicas = 1, runSeconds = 300, startSeconds = 60 } = shape;
    const { awaitsRole = false } = shape;
    const faults = shapeFaults(shape);
    if (faults.length > 0) {
        throw new Error(`timeouts cannot be derived: ${faults.map(faultText).join("; ")}`);
    }
    const alongside = (shape.alongside ?? []).map(({ imageBytes, layers = LAYERS }) => ({ imageBytes, layers }));
    const given = { timeoutSeconds, bytesPerSecond, alongside };
    return { imageBytes, network, nodes, layers, replicas, runSeconds, startSeconds, awaitsRole, ...given };
}

/** What a node fetches together. */
export function pulledBytes({ imageBytes, alongside }: CompleteShape): number {
    return alongside.reduce((sum, other) => sum + other.imageBytes, imageBytes);
}

/** What is wrong with the numbers, each by its name. */
export function shapeFaults({ imageBytes, network, alongside = [], ...counts }: RolloutShape): Fault[] {
    return [
        ...sizeFaults(imageBytes),
        ...COUNTS.flatMap((name) => countFaults(name, counts[name])),
        ...rateFaults(counts.bytesPerSecond),
        ...choiceFaults("network", network, Network),
        ...alongside.flatMap((other, index) =>
            within(`alongside[${index}]`, [...sizeFaults(other.imageBytes), ...countFaults("layers", other.layers)]),
        ),
    ];
}

function sizeFaults(imageBytes: number): Fault[] {
    const fault = sizeFault(imageBytes);
    return fault === undefined ? [] : faultsAt("imageBytes", `${imageBytes} ${fault}`);
}

function rateFaults(rate = 1): Fault[] {
    return rate > 0 && Number.isFinite(rate)
        ? []
        : faultsAt("bytesPerSecond", `${rate} is out of range; expected more than 0 bytes a second`);
}

function countFaults(name: string, value = 1): Fault[] {
    const isCount = Number.isInteger(value) && value >= 1 && value <= LARGEST_NUMBER;
    return isCount ? [] : faultsAt(name, `${value} is out of range; expected a whole number of 1 to ${LARGEST_NUMBER}`);
}
