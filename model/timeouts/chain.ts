/** Every timeout of a rollout, derived from the declared size of its image: each clock is longer than what it waits for. */
import { pullReason, pullSeconds } from "./pullTime";
import { type CompleteShape, completeShape, type RolloutShape } from "./shape";
import * as shares from "./shares";

export type { RolloutShape };

/** What a clock waits for; `gate` and those after it name a whole clock that another one contains. */
export type ShareName =
    | ("schedule" | "pull" | "recovery" | "registry" | "run" | "start")
    | ("gate" | "job" | "deployment" | "wait")
    | ("jobWait" | "deploymentWait" | "reserve");

/** A part of a clock. */
export interface Share {
    /** What the time is for. */
    readonly name: ShareName;
    /** Whole seconds. */
    readonly seconds: number;
    /** Why it is so much, with the numbers that it was derived from. */
    readonly reason: string;
}

/** A timeout, as the sum of its shares. */
export interface Clock {
    /** Whole seconds: the sum of the shares. */
    readonly seconds: number;
    /** In the order in which they pass. */
    readonly shares: readonly Share[];
}

/** The clocks of a rollout in the order in which they nest. */
export interface TimeoutChain {
    /** The declared size that all of them follow from. */
    readonly imageBytes: number;
    /** The pull of the image by one node. */
    readonly pull: Clock;
    /** The pre-pull gate: the image on every node. */
    readonly gate: Clock;
    /** `activeDeadlineSeconds` of the migration Job. */
    readonly job: Clock;
    /** `progressDeadlineSeconds` of the Deployment. */
    readonly deployment: Clock;
    /** Pulumi's `customTimeouts` of the Job. */
    readonly jobWait: Clock;
    /** Pulumi's `customTimeouts` of the Deployment. */
    readonly deploymentWait: Clock;
    /** The step of a CI pipeline, or `helm --timeout`. */
    readonly step: Clock;
    /** Faults of the given numbers that do not stop a rollout. */
    readonly warnings: readonly string[];
}

/** Pulumi's wait beyond the deadline it waits for, so that the deadline ends first and its cause is reported. */
const WAIT_SECONDS = 120;

/** The rest of the step: checkout, preview, the other resources. */
export const RESERVE_SECONDS = 600;

/**
 * Derives every timeout of a rollout.
 *
 * @throws Error with all faults of `shape`, each with the value given.
 */
export function timeoutChain(shape: RolloutShape): TimeoutChain {
    const complete = completeShape(shape);
    const before = [
        share("schedule", shares.SCHEDULE_SECONDS, "from the new pod to the start of its pull"),
        pullShare(complete),
    ];
    const run = share("run", complete.runSeconds, "what the migration itself needs");
    const start = share("start", complete.startSeconds, "from the start of the container until it is ready");
    const deadlines = {
        pull: clock(pullShare(complete)),
        gate: clock(...before, recoveryShare(complete.nodes, "node"), registryShare(complete)),
        job: clock(...before, recoveryShare(1, "node"), run),
        deployment: clock(...before, recoveryShare(complete.replicas, "replica"), start),
    };
    const waits = {
        jobWait: waitFor("job", deadlines.job, "the Job's activeDeadlineSeconds"),
        deploymentWait: waitFor("deployment", deadlines.deployment, "the Deployment's progressDeadlineSeconds"),
    };
    return {
        imageBytes: complete.imageBytes,
        ...deadlines,
        ...waits,
        step: stepClock(deadlines.gate, waits),
        warnings: warnings(complete),
    };
}

/** What a release waits for, one after the other. The gate is its own wait: no deadline of Kubernetes is behind it. */
function stepClock(gate: Clock, waits: Pick<TimeoutChain, "jobWait" | "deploymentWait">): Clock {
    return clock(
        share("gate", gate.seconds, "the image is put on the nodes"),
        share("jobWait", waits.jobWait.seconds, "then the migration runs"),
        share("deploymentWait", waits.deploymentWait.seconds, "then the application is rolled out"),
        share("reserve", RESERVE_SECONDS, "checkout, preview and the other resources"),
    );
}

function share(name: ShareName, seconds: number, reason: string): Share {
    return { name, seconds, reason };
}

function clock(...parts: readonly Share[]): Clock {
    return { seconds: parts.reduce((sum, part) => sum + part.seconds, 0), shares: parts };
}

function waitFor(name: ShareName, deadline: Clock, what: string): Clock {
    return clock(
        share(name, deadline.seconds, what),
        share("wait", WAIT_SECONDS, "so that the deadline ends first and names the cause"),
    );
}

function pullShare({ imageBytes, network, timeoutSeconds }: CompleteShape): Share {
    const derived = pullSeconds(imageBytes, network);
    return timeoutSeconds === undefined
        ? share("pull", derived, pullReason(imageBytes, network))
        : share("pull", timeoutSeconds, `as given, instead of the derived ${derived} s`);
}

function recoveryShare(count: number, noun: "node" | "replica"): Share {
    const stalls = counted(shares.toleratedStalls(count), "stalled download");
    const reason = `five back-offs (${shares.BACK_OFF_SECONDS} s) and ${stalls} of ${shares.STALL_SECONDS} s, at ${counted(count, noun)}`;
    return share("recovery", shares.recoverySeconds(count), reason);
}

function registryShare({ nodes, layers }: CompleteShape): Share {
    const limit = `${shares.REGISTRY_READS_A_MINUTE} reads a minute of one identity`;
    const reason = `${counted(nodes, "node")} pulling ${counted(layers, "layer")}, at ${limit}`;
    return share("registry", shares.registrySeconds(nodes, layers), reason);
}

function counted(count: number, noun: string): string {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function warnings({ imageBytes, network, timeoutSeconds }: CompleteShape): string[] {
    const derived = pullSeconds(imageBytes, network);
    if (timeoutSeconds === undefined || timeoutSeconds >= derived) {
        return [];
    }
    const given = `the pull timeout of ${timeoutSeconds} s is shorter than the derived ${derived} s`;
    return [`${given}: ${pullReason(imageBytes, network)}`];
}
