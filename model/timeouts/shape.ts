/** What a rollout's timeouts are derived from, with its defaults and its limits. */
import { type Fault, faultsAt, faultText } from "../fault";
import { sizeFault } from "../image/size";
import { choiceFaults } from "../text/choice";
import { Network } from "./pullTime";

/** What the clocks are derived from. Seconds, replicas, nodes and layers are whole numbers of 1 to 1,000,000. */
export interface RolloutShape {
    /** Compressed size of the image for the nodes' platform, in bytes. */
    readonly imageBytes: number;
    /** `normal` by default. */
    readonly network?: Network;
    /** Nodes that pull the image at once; 100 by default. */
    readonly nodes?: number;
    /** Layers of the image; 10 by default. */
    readonly layers?: number;
    /** Replicas of the Deployment; 1 by default. */
    readonly replicas?: number;
    /** What the migration itself needs, once its container runs; 300 by default. */
    readonly runSeconds?: number;
    /** From the start of the application's container until it is ready; 60 by default. */
    readonly startSeconds?: number;
    /** Replaces the derived pull timeout. */
    readonly timeoutSeconds?: number;
}

/** A shape with its defaults. */
export type CompleteShape = Required<Omit<RolloutShape, "timeoutSeconds">> & Pick<RolloutShape, "timeoutSeconds">;

/** Larger numbers are faults of a unit, such as milliseconds. */
const LARGEST_NUMBER = 1_000_000;

const COUNTS = ["nodes", "layers", "replicas", "runSeconds", "startSeconds", "timeoutSeconds"] as const;

/**
 * Fills in the defaults.
 *
 * @throws Error with all faults of `shape`, each with the value given.
 */
export function completeShape(shape: RolloutShape): CompleteShape {
    const { imageBytes, network = Network.Normal, timeoutSeconds } = shape;
    const { nodes = 100, layers = 10, replicas = 1, runSeconds = 300, startSeconds = 60 } = shape;
    const faults = shapeFaults(shape);
    if (faults.length > 0) {
        throw new Error(`timeouts cannot be derived: ${faults.map(faultText).join("; ")}`);
    }
    return { imageBytes, network, timeoutSeconds, nodes, layers, replicas, runSeconds, startSeconds };
}

/** What is wrong with the numbers, each by its name. */
export function shapeFaults({ imageBytes, network, ...counts }: RolloutShape): Fault[] {
    const size = sizeFault(imageBytes);
    return [
        ...(size === undefined ? [] : faultsAt("imageBytes", `${imageBytes} ${size}`)),
        ...COUNTS.flatMap((name) => countFaults(name, counts[name])),
        ...choiceFaults("network", network, Network),
    ];
}

function countFaults(name: string, value = 1): Fault[] {
    const isCount = Number.isInteger(value) && value >= 1 && value <= LARGEST_NUMBER;
    return isCount ? [] : faultsAt(name, `${value} is out of range; expected a whole number of 1 to ${LARGEST_NUMBER}`);
}
