// When a node that joins gets Ready, when its last image is there, and when its taint is gone.
import { DEFAULT_STARTUP_TAINT } from "../../model/nodes/startupTaint";
import { read } from "../../platform/kubernetes/apiServer";

interface Conditions {
    readonly metadata: { readonly name: string };
    readonly spec: { readonly taints?: readonly { readonly key: string }[] };
    readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** In ms of this process's clock. */
export interface Moments {
    readonly readyAt: number;
    readonly warmAt: number;
    readonly openAt: number;
}

const EVERY_MS = 100;
const WITHIN_MS = 300_000;
const PREPULLS = "labelSelector=app.kubernetes.io%2Fcomponent%3Dimage-prepull";

const isReady = ({ status }: Conditions) =>
    status.conditions?.some((each) => each.type === "Ready" && each.status === "True") ?? false;

/** By looking ten times a second: what the API server writes has whole seconds. */
export async function watchJoin(node: string): Promise<Moments> {
    const times: { readyAt?: number; warmAt?: number; openAt?: number } = {};
    const until = performance.now() + WITHIN_MS;
    while (times.openAt === undefined) {
        const found = (await list("nodes", `fieldSelector=metadata.name%3D${node}`))[0];
        const pods = await list("pods", `${PREPULLS}&fieldSelector=spec.nodeName%3D${node}`);
        const now = performance.now();
        if (found !== undefined && isReady(found)) {
            times.readyAt ??= now;
        }
        if (pods.length > 0 && pods.every(isReady)) {
            times.warmAt ??= now;
        }
        if (times.warmAt !== undefined && !found?.spec.taints?.some(({ key }) => key === DEFAULT_STARTUP_TAINT)) {
            times.openAt = now;
        }
        if (now > until) {
            throw new Error(`${node} was not let in within ${WITHIN_MS / 1_000} s`);
        }
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
    const { readyAt = Number.NaN, warmAt = Number.NaN, openAt } = times;
    return { readyAt, warmAt, openAt };
}

async function list(resource: string, query: string): Promise<readonly Conditions[]> {
    return (await read<{ items: Conditions[] }>(`/api/v1/${resource}?${query}`)).items;
}
