import assert from "node:assert/strict";
import fc from "fast-check";
import { labels, Role } from "../../../model/kubernetes/labels";
import type { NodePod } from "../../../model/nodes/nodeCase";
import { nodeStatuses } from "../../../model/nodes/nodeStatus";
import { nodeFaults, nodesSummary } from "../../../model/nodes/nodesReport";
import { DEFAULT_STARTUP_TAINT, warmLabel } from "../../../model/nodes/startupTaint";
import { at, node, pod } from "../../support/gateView";

const TAINT = { key: DEFAULT_STARTUP_TAINT, effect: "NoSchedule" };

const young = fc.boolean().map((isYoung) => at(isYoung ? 0 : -3_600));
const nodes = fc.record({
    createdAt: young,
    taints: fc.constantFrom([], [TAINT], [{ ...TAINT, effect: "PreferNoSchedule" }]),
    labels: fc.constantFrom({}, { [warmLabel("hold", "platform")]: "true" }),
    ready: fc.boolean(),
});
const readiness = fc.array(fc.boolean(), { maxLength: 3 });

function prepulls(on: string, ready: readonly boolean[]): NodePod[] {
    return ready.map((isReady, index) => ({
        pod: pod(on, {
            name: `${on}-${index}`,
            ready: isReady,
            createdAt: at(5),
            labels: labels(Role.Prepull, `app-${index}`),
        }),
        images: [`acr1.azurecr.io/app-${index}:1`],
    }));
}

describe("the state of a node", () => {
    it("is joining exactly while a taint keeps pods away, and warm only with every image", () => {
        fc.assert(
            fc.property(fc.array(fc.tuple(nodes, readiness)), fc.boolean(), (drawn, known) => {
                const all = drawn.map(([facts], index) => node(`n${index}`, facts));
                const pods = drawn.flatMap(([, ready], index) => prepulls(`n${index}`, ready));
                const holds = known ? { holds: [DEFAULT_STARTUP_TAINT] } : {};
                const view = { nodes: all, pods, events: new Map(), sizes: new Map(), now: at(30), ...holds };
                const statuses = nodeStatuses(view);
                for (const [index, status] of statuses.entries()) {
                    const [facts, ready] = drawn[index] ?? [{ taints: [], ready: true }, []];
                    const isHeld = facts.taints.some(({ effect }) => effect === "NoSchedule");
                    assert.equal(status.state === "joining", isHeld);
                    assert.equal(status.taint !== undefined, isHeld);
                    assert.equal(status.missing.length, ready.filter((each) => !each).length);
                    assert.ok(status.state !== "warm" || (status.missing.length === 0 && status.present.length > 0));
                    const isSettled = (status.state === "warm" || status.state === "unselected") && facts.ready;
                    assert.equal(status.text === undefined, isSettled);
                }
                const summary = nodesSummary(view);
                const { warm = 0, pulling = 0, joining = [], cold = [] } = summary ?? {};
                const unselected = statuses.filter(({ state }) => state === "unselected").length;
                assert.equal(warm + pulling + joining.length + cold.length + unselected, all.length);
                assert.ok(nodeFaults(summary).every(({ advice }) => advice.includes("kubectl taint node")));
            }),
        );
    });

    it("names a node that is not Ready, on which no DaemonSet creates a pod", () => {
        const away = node("n0", { ready: false, notReady: { since: at(0), message: "Kubelet stopped posting" } });
        const view = { nodes: [away], pods: [], events: new Map(), sizes: new Map(), now: at(30) };
        assert.equal(nodeStatuses(view)[0]?.text, "is not Ready: Kubelet stopped posting");
        const [warm] = nodeStatuses({ ...view, pods: prepulls("n0", [true]) });
        assert.equal(warm?.state, "warm");
        assert.equal(warm?.text, "is not Ready: Kubelet stopped posting");
    });

    it("leaves out the pods of a release that is being replaced", () => {
        const [going] = prepulls("a", [false]);
        assert.ok(going);
        const leaving = { ...going, pod: { ...going.pod, deletedAt: at(10) } };
        const view = { nodes: [node("a")], pods: [leaving], events: new Map(), sizes: new Map(), now: at(30) };
        assert.equal(nodeStatuses(view)[0]?.state, "unselected");
    });
});
