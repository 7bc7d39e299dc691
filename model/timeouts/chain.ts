/** Every timeout of a rollout, derived from the declared size of its image: each clock is longer than what it waits for. */
import { type Clock, clock, counted, type Share, type ShareName, share } from "./clock";
import { pullShare, pullWarnings } from "./pullShare";
import { type CompleteShape, completeShape, type ImageShape, pulledBytes, type RolloutShape } from "./shape";
import * as shares from "./shares";

export type { Clock, ImageShape, RolloutShape, Share, ShareName };

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

/** Pulumi's wait beyond the deadline it waits for, so the deadline ends first and its cause is reported. */
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
        gate: gateClock(complete, before),
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
        warnings: pullWarnings(complete),
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

function waitFor(name: ShareName, deadline: Clock, what: string): Clock {
    return clock(
        share(name, deadline.seconds, what),
        share("wait", WAIT_SECONDS, "so the deadline ends first and names the cause"),
    );
}

/** The gate's nodes pull simultaneously; what is pulled after it is pulled by single nodes that joined late. */
function gateClock(complete: CompleteShape, before: readonly Share[]): Clock {
    const { nodes, awaitsRole } = complete;
    const egress = shares.egressSeconds(nodes, pulledBytes(complete));
    return clock(
        ...(awaitsRole ? [ROLE_SHARE] : []),
        ...before,
        recoveryShare(nodes, "node", egress),
        egressShare(nodes, egress),
        registryShare(complete),
    );
}

const ROLE_SHARE = share("role", shares.ROLE_SECONDS, "until the pull role works that the program assigns");

function recoveryShare(count: number, noun: "node" | "replica", egress = 0): Share {
    const stalls = counted(shares.toleratedStalls(count), "stalled download");
    const startingOver = egress > 1 ? ` and ${egress} s for starting over` : "";
    const reason = `five back-offs (${shares.BACK_OFF_SECONDS} s) and ${stalls} of ${shares.STALL_SECONDS} s${startingOver}, at ${counted(count, noun)}`;
    return share("recovery", shares.recoverySeconds(count, egress), reason);
}

function egressShare(nodes: number, seconds: number): Share {
    const limit = `${shares.EGRESS_BYTES_PER_SECOND / 1e6} MB/s of the registry`;
    return share("egress", seconds, `${counted(nodes, "node")} sharing the ${limit} in their region`);
}

function registryShare({ nodes, layers, alongside }: CompleteShape): Share {
    const all = [layers, ...alongside.map((other) => other.layers)];
    const sum = all.reduce((total, count) => total + count, 0);
    const limit = `${shares.REGISTRY_READS_A_MINUTE} reads a minute of one identity`;
    const reason = `${counted(nodes, "node")} pulling ${counted(sum, "layer")}, at ${limit}`;
    return share("registry", shares.registrySeconds(nodes, ...all), reason);
}
