// Asks the gate of a pre-pull for its verdict once a cause's patience is used up, without waiting for that.

import { type GateVerdict, gateVerdict } from "../../../model/gate/verdict";
import type { EventFacts } from "../../../model/kubernetes/facts";
import { CAUSES, type CauseName } from "../../../model/pulls/causes";
import { timeoutChain } from "../../../model/timeouts/chain";
import { expectedPullSeconds } from "../../../model/timeouts/pullTime";
import type { KubernetesClient } from "../../../observe/cluster/client";
import { Mirror } from "../../../observe/follow/mirror";
import { followPods, POD_SELECTORS } from "../../../observe/gate/prepullPods";
import { NAMESPACE, SELECTION } from "./cluster";

const { gate } = timeoutChain({ imageBytes: 2e6, nodes: 1 });

export interface GateAnswer {
    readonly verdict: GateVerdict;
    /** What the verdict was decided on. */
    readonly events: readonly EventFacts[];
}

/** How long the gate lets a node fail with the cause. */
export function gateSeconds(cause: CauseName): number {
    return Math.min(CAUSES[cause].patienceSeconds, gate.seconds);
}

/** The verdict of a gate that began with the DaemonSet at `startedAt`, so many seconds from now. */
export async function askGate(
    client: KubernetesClient,
    { daemonSet, image, startedAt, seconds }: { daemonSet: string; image: string; startedAt: number; seconds: number },
): Promise<GateAnswer> {
    const mirror = new Mirror(client);
    try {
        const selection = {
            resource: POD_SELECTORS,
            namespace: NAMESPACE,
            fieldSelector: `metadata.name=${daemonSet}`,
        };
        const found = mirror.keep(selection);
        await listed(mirror);
        const [selector] = found.values();
        if (selector === undefined) {
            throw new Error(`DaemonSet ${daemonSet} is not there`);
        }
        const seen = followPods(mirror, NAMESPACE, daemonSet, selector);
        await listed(mirror);
        const { events, ...rest } = seen();
        const verdict = gateVerdict({
            ...{ ...rest, events, image, startedAt, gate, now: Date.now() + seconds * 1_000 },
            ...{
                selection: SELECTION,
                quorum: 1,
                allowZeroNodes: false,
                pullMostSeconds: expectedPullSeconds(2e6).most,
            },
        });
        return { verdict, events };
    } finally {
        await mirror.close();
    }
}

async function listed(mirror: Mirror): Promise<void> {
    while (!mirror.complete) {
        await mirror.wait(20);
    }
}
