import assert from "node:assert/strict";
import type { EventFacts, NodeFacts } from "../../../model/kubernetes/facts";
import { labels, Role } from "../../../model/kubernetes/labels";
import type { NodePod } from "../../../model/nodes/nodeCase";
import { nodeStatuses } from "../../../model/nodes/nodeStatus";
import { DEFAULT_STARTUP_TAINT, warmLabel } from "../../../model/nodes/startupTaint";
import { eventsByObject } from "../../../model/pulls/imagePulls";
import { at, event, node, pod } from "../../support/gateView";

const HELD = [{ key: DEFAULT_STARTUP_TAINT, effect: "NoSchedule" }];
const WARM = { [warmLabel("hold", "platform")]: "true" };

function prepull(name: string, createdAt: number, ready: boolean, ...images: string[]): NodePod {
    return { pod: pod("n", { name, createdAt: at(createdAt), ready, labels: labels(Role.Prepull, name) }), images };
}

function statusOf(facts: Partial<NodeFacts>, pods: readonly NodePod[], events: EventFacts[] = [], now = 300) {
    const nodes = [node("n", { createdAt: at(0), ...facts })];
    const [status] = nodeStatuses({ nodes, pods, events: eventsByObject(events), sizes: new Map(), now: at(now) });
    assert.ok(status);
    return status;
}

const stateOf = (...question: Parameters<typeof statusOf>) => statusOf(...question).state;

describe("a node that pulls", () => {
    it("is cold where its first pods are as old as it is, and nothing let it in", () => {
        const [first, late] = [prepull("a", 119, false), prepull("b", 120, false)];
        assert.equal(stateOf({}, [first]), "cold");
        assert.equal(stateOf({}, [late]), "pulling");
        assert.equal(stateOf({}, [late, first]), "cold");
        assert.equal(stateOf({ labels: WARM }, [first]), "pulling");
        assert.equal(stateOf({ taints: HELD }, [first]), "joining");
        assert.equal(stateOf({}, [prepull("a", 119, true), late]), "pulling");
    });

    it("has been so since it joined, which is told of those without every image from the first", () => {
        const pods = [prepull("a", 5, false)];
        assert.equal(statusOf({}, pods).sinceSeconds, 300);
        assert.equal(statusOf({ taints: HELD }, pods).sinceSeconds, 300);
        assert.equal(statusOf({ createdAt: at(10) }, pods, [], 0).sinceSeconds, 0);
        for (const status of [statusOf({ labels: WARM }, pods), statusOf({}, [prepull("a", 5, true)])]) {
            assert.ok(!("sinceSeconds" in status), status.state);
        }
    });

    it("has an image once a pod with it is ready, or an event says so", () => {
        const both = prepull("a", 5, false, "a:1", "b:1");
        const pulled = event(both.pod, 'Successfully pulled image "a:1" in 2s (2s including waiting)', 20);
        const { present, missing } = statusOf({}, [both], [pulled, event(both.pod, 'Pulling image "b:1"', 21)]);
        assert.deepEqual([present, missing], [["a:1"], ["b:1"]]);
        const again = [prepull("a", 5, false, "a:1"), prepull("b", 5, true, "a:1", "b:1")];
        assert.deepEqual([statusOf({}, again).present, statusOf({}, again).missing], [["b:1"], ["a:1"]]);
    });

    it("is judged by the pods of pre-pulls only", () => {
        const { pod: one } = prepull("a", 5, false);
        const others = [Role.NodeWarmup, Role.Application].map((role) => ({
            pod: { ...one, labels: labels(role, "a") },
            images: ["a:1"],
        }));
        const { state, missing } = statusOf({}, others);
        assert.deepEqual([state, missing], ["unselected", []]);
    });

    it("is told with its pool, as AKS and Karpenter name it", () => {
        const pool = (names: Record<string, string>) => statusOf({ labels: names }, []).pool;
        assert.equal(pool({ agentpool: "old", "kubernetes.azure.com/agentpool": "apps" }), "apps");
        assert.equal(pool({ "karpenter.sh/nodepool": "spot" }), "spot");
        assert.ok(!("pool" in statusOf({}, [])));
    });
});
