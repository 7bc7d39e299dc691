/** Deadlines that a healthy pull reaches: they count the pull, and end the release that waits for it. */
import { type Fault, faultText } from "../../model/fault";
import { formatImageSize, parseImageSize } from "../../model/image/size";
import { SIZE_ANNOTATION } from "../../model/kubernetes/labels";
import { type Share, timeoutChain } from "../../model/timeouts/chain";
import { type PaceArgs, readPace } from "../../model/timeouts/pullRate";
import { Network, type Pace } from "../../model/timeouts/pullTime";
import { type Deadline, deadlinesOf } from "../deadlines";
import { resourcePolicy, whereKnown } from "../resourcePolicy";
import { annotation, fieldsAt, type Workload, workloads } from "../workloads";

export const deadline = resourcePolicy(
    {
        name: "deadline",
        description: "Deadlines of Jobs and Deployments are longer than a healthy pull of the declared size.",
        enforcementLevel: "mandatory",
        configSchema: {
            properties: {
                network: { type: "string", enum: Object.values(Network) },
                pullRate: { type: "string" },
            },
        },
    },
    (resource) => {
        const faults: Fault[] = [];
        const pace = readPace(faults, resource.getConfig<PaceArgs>());
        return [
            ...faults.map((fault) => `setting ${faultText(fault)}`),
            ...workloads(resource).flatMap((workload) => whereKnown(() => deadlineFaults(workload, pace))),
        ];
    },
);

function deadlineFaults(workload: Workload, pace: Pace): string[] {
    const size = annotation(workload, SIZE_ANNOTATION);
    if (size === undefined) {
        return [];
    }
    let imageBytes: number;
    try {
        imageBytes = parseImageSize(size);
    } catch (error) {
        return [`annotation ${SIZE_ANNOTATION}: ${(error as Error).message}`];
    }
    const needed = sharesBeforeStart(workload, imageBytes, pace);
    return deadlinesOf(workload).flatMap((one) => faultsOf(one, formatImageSize(imageBytes), needed));
}

/** Without what the container itself needs, which nobody declares here: no deadline may be shorter than the rest. */
function sharesBeforeStart(workload: Workload, imageBytes: number, pace: Pace): Share[] {
    const { replicas } = fieldsAt(workload.object, ["spec"]) as { readonly replicas?: number };
    const chain = timeoutChain({ ...pace, imageBytes, replicas: Math.max(1, replicas ?? 1) });
    const { shares } = workload.kind === "Deployment" ? chain.deployment : chain.job;
    return shares.filter(({ name }) => name !== "run" && name !== "start");
}

function faultsOf({ field, given, fallback }: Deadline, size: string, needed: readonly Share[]): string[] {
    const seconds = given ?? fallback;
    const least = needed.reduce((sum, share) => sum + share.seconds, 0);
    if (seconds === undefined || seconds >= least) {
        return [];
    }
    const found = given === undefined ? `is not given, and the default is ${seconds} s` : `is ${seconds} s`;
    const sum = needed.map((share) => `${share.seconds} s ${share.name}`).join(" + ");
    return [
        `${field} ${found}: a healthy pull of ${size} may take ${least} s until the container starts (${sum}); ` +
            `set at least ${least} and what the container itself needs`,
    ];
}
