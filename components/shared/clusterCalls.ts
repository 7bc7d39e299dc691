/**
 * What the waits ask of the cluster. Loaded only when one runs: the Kubernetes client costs 0.9 s, which a preview must not
 * pay. Tests put their own functions into `clusterCalls`.
 */

import type { ClusterAccess } from "../../observe/cluster/client";
import type { ownerOf } from "../../observe/cluster/owner";
import type { waitForPrepull } from "../../observe/gate/prepull";
import type { endPrepulls } from "../../observe/gate/prepullEnd";
import type { waitForNoRunningJobs } from "../../observe/gate/runningJobs";
import { endedBySignals } from "./interrupt";

interface ClusterCalls {
    waitForPrepull: typeof waitForPrepull;
    endPrepulls: typeof endPrepulls;
    waitForNoRunningJobs: typeof waitForNoRunningJobs;
    /** The last lines of a Job's pod, the failed one where there is one. */
    jobLog: (access: ClusterAccess, namespace: string, job: string) => Promise<string[]>;
    /** The stack that an object belongs to; undefined where there is no such object, or it does not belong to a stack. */
    ownerOf: typeof ownerOf;
}

export const clusterCalls: ClusterCalls = {
    waitForPrepull: async (options) => {
        const { waitForPrepull } = await import("../../observe/gate/prepull");
        return endedBySignals((signal) => waitForPrepull({ ...options, signal }));
    },
    endPrepulls: async (options) => {
        const { endPrepulls } = await import("../../observe/gate/prepullEnd");
        return endedBySignals((signal) => endPrepulls({ ...options, signal }));
    },
    waitForNoRunningJobs: async (access, namespace, labels, options) => {
        const { waitForNoRunningJobs } = await import("../../observe/gate/runningJobs");
        return endedBySignals((signal) => waitForNoRunningJobs(access, namespace, labels, { ...options, signal }));
    },
    jobLog: async (access, namespace, name) => {
        const [{ kubernetesClient }, { jobLogTail }] = await Promise.all([
            import("../../observe/cluster/client"),
            import("../../observe/pods/logs"),
        ]);
        return jobLogTail(await kubernetesClient(access), { namespace, name });
    },
    ownerOf: async (access, object) => {
        const { ownerOf } = await import("../../observe/cluster/owner");
        return ownerOf(access, object);
    },
};
