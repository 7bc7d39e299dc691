// How far the hold of a node that joins has come: the moments at which a test lets something die.
import assert from "node:assert/strict";
import { DEFAULT_STARTUP_TAINT } from "../../../../model/nodes/startupTaint";
import { read } from "../../../../platform/kubernetes/apiServer";
import type { KubernetesObject } from "../../support/cluster";

const EVERY_MS = 50;
const WITHIN_MS = 120_000;

interface Seen {
    readonly node: KubernetesObject;
    readonly prepulls: readonly KubernetesObject[];
    readonly holds: readonly KubernetesObject[];
}

type Phase = (seen: Seen) => boolean;

const effect = ({ node }: Seen): string | undefined =>
    node.spec.taints?.find(({ key }: { key: string }) => key === DEFAULT_STARTUP_TAINT)?.effect;

const isReady = ({ status }: KubernetesObject) =>
    status.conditions?.some(
        (each: { type: string; status: string }) => each.type === "Ready" && each.status === "True",
    );

const runs = (pod: KubernetesObject, step: string) =>
    pod.status.initContainerStatuses?.some(
        ({ name, state }: { name: string; state: object }) => name === step && "running" in state,
    );

/** In the order in which a join goes through them. */
export const PHASES: Readonly<Record<string, Phase>> = {
    "pulls its images": ({ prepulls }) => prepulls.some((pod) => !isReady(pod)),
    "is waited for": ({ holds }) => holds.some((pod) => runs(pod, "wait")),
    "has every image": ({ prepulls }) => prepulls.length > 0 && prepulls.every(isReady),
    "has its taint softened": (seen) => effect(seen) === "PreferNoSchedule",
    "is let in": (seen) => effect(seen) === undefined,
};

export async function reached(name: string, phase: Phase): Promise<void> {
    const until = Date.now() + WITHIN_MS;
    while (!phase(await seen(name))) {
        assert.ok(Date.now() < until, `${name} did not get there within ${WITHIN_MS / 1_000} s`);
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
}

async function seen(name: string): Promise<Seen> {
    const pods = async (component: string) => {
        const query = `labelSelector=app.kubernetes.io%2Fcomponent%3D${component}&fieldSelector=spec.nodeName%3D${name}`;
        return (await read<{ items: KubernetesObject[] }>(`/api/v1/pods?${query}`)).items;
    };
    return {
        node: await read<KubernetesObject>(`/api/v1/nodes/${name}`),
        prepulls: await pods("image-prepull"),
        holds: await pods("node-warmup"),
    };
}
