// Reads what decides whether nodes are warm: the pods of all pre-pulls and of the hold, whichever stack they are from.
import type { V1DaemonSet, V1Pod, V1PodSpec } from "@kubernetes/client-node";
import type { EventFacts, NodeFacts } from "../../model/kubernetes/facts";
import { Role, rolesSelector, STARTUP_TAINT_ANNOTATION } from "../../model/kubernetes/labels";
import { type LeavingPrepull, leftBy } from "../../model/nodes/letIn";
import type { NodePod, NodesView } from "../../model/nodes/nodeCase";
import { DEFAULT_STARTUP_TAINT, isLetIn } from "../../model/nodes/startupTaint";
import { eventsByObject } from "../../model/pulls/imagePulls";
import type { KubernetesClient } from "../cluster/client";
import { listEvents, listed } from "../cluster/cluster";
import { collected, collectedIfAllowed } from "../cluster/lists";
import { podFacts } from "../cluster/podFacts";
import { DAEMON_SETS, PODS, type Resource } from "../cluster/resources";
import { pulledImages } from "./declaredSizes";

const NODE_PODS: Resource<NodePod> = {
    ...PODS,
    facts: (object) => ({ pod: podFacts(object as V1Pod), images: pulledImages((object as V1Pod).spec as V1PodSpec) }),
};

/** The key of the taint that a hold removes. */
const HOLDS: Resource<string> = {
    ...DAEMON_SETS,
    facts: (object) =>
        (object as V1DaemonSet).metadata?.annotations?.[STARTUP_TAINT_ANNOTATION] ?? DEFAULT_STARTUP_TAINT,
};

const PREPULLS: Resource<LeavingPrepull> = {
    ...DAEMON_SETS,
    facts: (object) => {
        const { nodeSelector, tolerations, affinity } = (object as V1DaemonSet).spec?.template.spec ?? {};
        return { selection: { nodeSelector, tolerations }, leaves: leftBy(affinity) };
    },
};

const PREPULL_SELECTOR = rolesSelector([Role.Prepull]);
const POD_SELECTOR = rolesSelector([Role.Prepull, Role.NodeWarmup]);
const HOLD_SELECTOR = rolesSelector([Role.NodeWarmup]);

/** What is known already. */
export interface Known {
    /** Where to look when the user may not look at the whole cluster. */
    readonly namespace?: string;
    readonly nodes: readonly NodeFacts[];
    readonly sizes: ReadonlyMap<string, number>;
    readonly now: number;
}

export async function nodesView(
    client: KubernetesClient,
    { namespace, nodes, sizes, now }: Known,
    signal?: AbortSignal,
): Promise<NodesView> {
    const [everywhere, holds] = await Promise.all([
        collectedIfAllowed(listed(client, NODE_PODS, { labelSelector: POD_SELECTOR }, signal)),
        holdTaints(client, signal),
    ]);
    const limited = everywhere === undefined && namespace !== undefined;
    const pods =
        everywhere ??
        (limited ? await collected(listed(client, NODE_PODS, { namespace, labelSelector: POD_SELECTOR }, signal)) : []);
    const [events, leaving] = await Promise.all([
        eventsOf(client, pods, signal),
        nodes.some(isLetIn) ? leavingPrepulls(client, limited ? namespace : undefined, signal) : [],
    ]);
    return { nodes, pods, events, sizes, leaving, ...(holds && { holds }), ...(limited && { namespace }), now };
}

/** Keys of the taints that the cluster's holds remove; undefined where the user may not look. */
export function holdTaints(client: KubernetesClient, signal?: AbortSignal): Promise<string[] | undefined> {
    return collectedIfAllowed(listed(client, HOLDS, { labelSelector: HOLD_SELECTOR }, signal));
}

/** None where the user may not look. */
async function leavingPrepulls(
    client: KubernetesClient,
    namespace: string | undefined,
    signal?: AbortSignal,
): Promise<LeavingPrepull[]> {
    const found = listed(client, PREPULLS, { namespace, labelSelector: PREPULL_SELECTOR }, signal);
    return ((await collectedIfAllowed(found)) ?? []).filter(({ leaves }) => leaves.length > 0);
}

/** In the namespaces of pods that are not ready: an event's list is the same work for the API server, whatever it selects. */
async function eventsOf(
    client: KubernetesClient,
    pods: readonly NodePod[],
    signal?: AbortSignal,
): Promise<Map<string, EventFacts[]>> {
    const waiting = pods.filter(({ pod }) => !pod.ready).map(({ pod }) => pod);
    const wanted = new Set(waiting.map(({ uid }) => uid));
    const namespaces = [...new Set(waiting.map(({ namespace }) => namespace))];
    const lists = await Promise.all(
        namespaces.map(async (namespace) => {
            const own: EventFacts[] = [];
            for await (const event of listEvents(client, { namespace }, signal)) {
                if (wanted.has(event.objectUid)) {
                    own.push(event);
                }
            }
            return own;
        }),
    );
    return eventsByObject(lists.flat());
}
