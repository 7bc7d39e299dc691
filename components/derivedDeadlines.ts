/** Deadlines that know the size of the image, for workloads that other packages create: charts, manifests, typed resources. */
import * as pulumi from "@pulumi/pulumi";
import { collect, type Fault } from "../model/fault";
import { parseImageSize } from "../model/image/size";
import { workloadKind } from "../model/kubernetes/workloads";
import { type Clock, timeoutChain } from "../model/timeouts/chain";
import { type PaceArgs, readPace } from "../model/timeouts/pullRate";
import { shapeFaults } from "../model/timeouts/shape";
import { refuse } from "./shared/checks";
import { customTimeouts } from "./shared/objectMetadata";

/** What the deadlines are derived from. */
export interface DerivedDeadlinesOptions extends PaceArgs {
    /** Compressed size of the largest image of the workloads, as `image-delivery size` prints it. */
    size: string;
    /** Replicas of the largest Deployment; 1 by default. */
    replicas?: number;
    /** What the Jobs themselves need, without any pull, in seconds; 300 by default. */
    runSeconds?: number;
    /** From the start of a container until it is ready, in seconds; 60 by default. */
    startSeconds?: number;
}

/**
 * A transform that gives the workloads below a resource deadlines which no healthy pull of an image of that size reaches:
 * `progressDeadlineSeconds` of Deployments, `activeDeadlineSeconds` of Jobs, and Pulumi's own wait for both. A longer deadline
 * that is there stays. Give it as `transforms: [derivedDeadlines({ size: "650MB" })]`.
 */
export function derivedDeadlines(options: DerivedDeadlinesOptions): pulumi.ResourceTransform {
    const deadlines = deadlinesOf(options);
    return ({ type, props, opts }) => {
        const workload = workloadKind(type);
        const deadline = workload?.variant === undefined ? deadlines.get(workload?.kind ?? "") : undefined;
        if (deadline === undefined) {
            return undefined;
        }
        return {
            props: { ...props, spec: withDeadline(props.spec, deadline) },
            // Waits that somebody set are theirs.
            opts: { ...opts, customTimeouts: { ...customTimeouts(deadline.wait.seconds), ...opts.customTimeouts } },
        };
    };
}

interface Deadline {
    readonly field: string;
    readonly clock: Clock;
    readonly wait: Clock;
}

function deadlinesOf(options: DerivedDeadlinesOptions): ReadonlyMap<string, Deadline> {
    const { size, network, pullRate, ...counts } = options;
    const faults: Fault[] = [];
    const imageBytes = collect(faults, "size", () => parseImageSize(size)) ?? 1;
    const shape = { ...counts, ...readPace(faults, { network, pullRate }), imageBytes };
    faults.push(...shapeFaults(shape));
    refuse("derivedDeadlines", faults);
    const { deployment, deploymentWait, job, jobWait } = timeoutChain(shape);
    return new Map([
        ["Deployment", { field: "progressDeadlineSeconds", clock: deployment, wait: deploymentWait }],
        ["Job", { field: "activeDeadlineSeconds", clock: job, wait: jobWait }],
    ]);
}

/** Only the one field: what else is in the spec may be known later. */
function withDeadline(spec: unknown, deadline: Deadline): unknown {
    if (pulumi.Output.isInstance(spec)) {
        return spec.apply((known) => withDeadline(known, deadline));
    }
    if (pulumi.runtime.isRpcSecret(spec)) {
        const value = withDeadline(pulumi.runtime.unwrapRpcSecret(spec), deadline);
        return { ...(spec as Record<string, unknown>), value };
    }
    const { field, clock } = deadline;
    const given = typeof spec === "object" && spec !== null ? (spec as Record<string, unknown>) : {};
    const longer = given[field];
    return typeof longer === "number" && longer >= clock.seconds ? given : { ...given, [field]: clock.seconds };
}
