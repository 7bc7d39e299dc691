/** Waits of Pulumi that end before the deadline they wait for: `up` fails without the cause, and the workload goes on. */
import type { PolicyCustomTimeouts, ResourceValidationArgs } from "@pulumi/policy";
import { deadlinesOf } from "../deadlines";
import { resourcePolicy, whereKnown } from "../resourcePolicy";
import { annotation, type Workload, workloads } from "../workloads";

/** Of Pulumi's Kubernetes provider. */
const DEFAULT_WAIT_SECONDS = 600;

export const pulumiWait = resourcePolicy(
    {
        name: "pulumi-wait",
        description: "Pulumi waits for a Job or a Deployment at least as long as the object's own deadline.",
        enforcementLevel: "advisory",
    },
    (resource) => workloads(resource).flatMap((workload) => whereKnown(() => waitFaults(workload, resource))),
);

function waitFaults(workload: Workload, { opts }: ResourceValidationArgs): string[] {
    // Pulumi waits for the Job or the Deployment itself, not for what a schedule creates from it later.
    if (workload.kind === "CronJob" || annotation(workload, "pulumi.com/skipAwait") === "true") {
        return [];
    }
    const wait = shortestWait(opts.customTimeouts);
    return deadlinesOf(workload).flatMap(({ field, given, fallback }) => {
        const seconds = given ?? fallback;
        if (seconds === undefined || wait.seconds >= seconds) {
            return [];
        }
        const instead = `set customTimeouts of at least ${seconds} s, better a little more`;
        return [`${wait.of} is ${wait.seconds} s, shorter than ${field} of ${seconds} s; ${instead}`];
    });
}

function shortestWait({ createSeconds, updateSeconds }: PolicyCustomTimeouts): { of: string; seconds: number } {
    const waits = [
        { of: "customTimeouts.create", given: createSeconds },
        { of: "customTimeouts.update", given: updateSeconds },
    ].map(({ of, given }) =>
        // Zero is how the engine says that nothing was given.
        given > 0 ? { of, seconds: given } : { of: "Pulumi's default wait", seconds: DEFAULT_WAIT_SECONDS },
    );
    return waits.reduce((shortest, wait) => (wait.seconds < shortest.seconds ? wait : shortest));
}
