/** Arguments that are right, and a cluster that is not there. */
import { clusterCalls } from "../../components/shared/clusterCalls";
import { PINNED_IMAGE } from "./images";

export const IMAGE_KEY = "1f2e3d4c5b6a";
export const OTHER_IMAGE = `acr1.azurecr.io/worker@sha256:${"9".repeat(64)}`;

/** 650 MB: a pull timeout of 300 s, so a gate of 1,312 s, a Job of 1,270 s and a Deployment of 1,030 s. */
export const PULLED = { namespace: "shop", image: PINNED_IMAGE, size: "650MB" };

/** The images of a rollout whose migrations run from one of their own. */
export const API_AND_TOOLS = [
    { name: "api", image: PINNED_IMAGE, size: "650MB" },
    { name: "tools", image: OTHER_IMAGE, size: "150MB" },
];

export type Asked = { [Call in keyof typeof clusterCalls]: Parameters<(typeof clusterCalls)[Call]>[] };

/**
 * Answers the components' questions to the cluster and keeps them, until mocha's `afterEach` puts the real ones back.
 *
 * @param answers what differs from a cluster that has every image and runs no Job
 */
export function fakeCluster(answers: Partial<typeof clusterCalls> = {}): Asked {
    const asked: Asked = { waitForPrepull: [], endPrepulls: [], waitForNoRunningJobs: [], jobLog: [], ownerOf: [] };
    clusterCalls.waitForPrepull = async (...args) => {
        asked.waitForPrepull.push(args);
        return answers.waitForPrepull?.(...args) ?? { warm: 3, total: 3, left: [] };
    };
    clusterCalls.endPrepulls = async (...args) => {
        asked.endPrepulls.push(args);
        return answers.endPrepulls?.(...args) ?? 3;
    };
    clusterCalls.waitForNoRunningJobs = async (...args) => {
        asked.waitForNoRunningJobs.push(args);
        await answers.waitForNoRunningJobs?.(...args);
    };
    clusterCalls.ownerOf = async (...args) => {
        asked.ownerOf.push(args);
        return answers.ownerOf?.(...args);
    };
    clusterCalls.jobLog = async (...args) => {
        asked.jobLog.push(args);
        return answers.jobLog?.(...args) ?? [];
    };
    return asked;
}

const real = { ...clusterCalls };

export function realCluster(): void {
    Object.assign(clusterCalls, real);
}
