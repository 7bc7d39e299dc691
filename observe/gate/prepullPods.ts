// What the gate looks at: the nodes, the pods of one DaemonSet, and the events of both.
import type { V1DaemonSet } from "@kubernetes/client-node";
import type { GateQuestion } from "../../model/gate/verdict";
import type { NodeFacts, PodFacts } from "../../model/kubernetes/facts";
import { selectorText } from "../../model/kubernetes/labels";
import { leftBy } from "../../model/nodes/letIn";
import { DAEMON_SETS, EVENTS, NODES, PODS, type Resource } from "../cluster/resources";
import type { Mirror } from "../follow/mirror";
import { PodEvents } from "../follow/podEvents";

/** Of a DaemonSet, only what finds its pods, and whether they are where the gate waits for them. */
export interface PodSelector {
    readonly uid: string;
    readonly labelSelector: string;
    /** Its pods have left nodes that were let in. */
    readonly leaves: boolean;
}

export const POD_SELECTORS: Resource<PodSelector> = {
    ...DAEMON_SETS,
    facts: (object) => {
        const { spec } = object as V1DaemonSet;
        return {
            uid: object.metadata.uid ?? "",
            labelSelector: selectorText(spec?.selector.matchLabels ?? {}),
            leaves: leftBy(spec?.template.spec?.affinity).length > 0,
        };
    },
};

/** Follows them from now on; what is returned gives their present state. */
export function followPods(
    mirror: Mirror,
    namespace: string,
    daemonSet: string,
    { uid, labelSelector }: PodSelector,
): () => Pick<GateQuestion, "nodes" | "pods" | "events"> {
    const nodes: ReadonlyMap<string, NodeFacts> = mirror.keep({ resource: NODES });
    const pods = new Map<string, PodFacts>();
    const events = new PodEvents(daemonSet);
    mirror.tell(
        { resource: PODS, namespace, labelSelector },
        {
            // The labels may select pods of another owner too.
            changed: (pod, podUid) => pod.owner?.uid === uid && pods.set(podUid, pod),
            deleted: (podUid) => {
                pods.delete(podUid);
                events.forget(podUid);
            },
        },
    );
    mirror.tell({ resource: EVENTS, namespace, remember: false }, { changed: (event) => events.add(event) });
    return () => ({ nodes: [...nodes.values()], pods: [...pods.values()], events: events.all() });
}
