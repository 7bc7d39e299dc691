import assert from "node:assert/strict";
import { labels, Role } from "../../../model/kubernetes/labels";
import type { NodeStatus, NodesView } from "../../../model/nodes/nodeCase";
import { nodeFaults, nodeLine, nodeRow, nodesLine, nodesReport, nodesSummary } from "../../../model/nodes/nodesReport";
import { DEFAULT_STARTUP_TAINT, warmLabel } from "../../../model/nodes/startupTaint";
import { at, node, pod, readyPod } from "../../support/gateView";

const IMAGE = "acr1.azurecr.io/app:1";
const HELD = { taints: [{ key: DEFAULT_STARTUP_TAINT, effect: "NoSchedule" }] };
const prepull = (on: string, ready: boolean) => ({
    pod: { ...(ready ? readyPod(on) : pod(on)), labels: labels(Role.Prepull, "app") },
    images: [IMAGE],
});

/** Two that are joining, one cold, one that pulls a release, one warm, and one that no pre-pull selects. */
const VIEW: NodesView = {
    nodes: [
        node("other"),
        node("warm", { labels: { [warmLabel("hold", "platform")]: "true", agentpool: "apps" } }),
        node("pulls", { labels: { [warmLabel("hold", "platform")]: "true" } }),
        node("cold", { createdAt: at(0) }),
        node("young", { createdAt: at(20), ...HELD }),
        node("old", { createdAt: at(10), ...HELD }),
    ],
    pods: [prepull("warm", true), ...["pulls", "cold", "young", "old"].map((name) => prepull(name, false))],
    events: new Map(),
    sizes: new Map(),
    holds: [DEFAULT_STARTUP_TAINT],
    now: at(40),
};

describe("the nodes in a few words", () => {
    it("are counted, and those that take no pods are named, the oldest first", () => {
        const summary = nodesSummary(VIEW);
        assert.ok(summary);
        const { warm, pulling, joining, cold } = summary;
        assert.deepEqual([warm, pulling], [1, 1]);
        assert.deepEqual(
            joining.map(({ node: name, sinceSeconds }) => [name, sinceSeconds]),
            [
                ["old", 30],
                ["young", 20],
            ],
        );
        assert.deepEqual(
            cold.map(({ node: name }) => name),
            ["cold"],
        );
    });

    it("are one line, which leaves out what there is none of", () => {
        const summary = nodesSummary(VIEW);
        assert.ok(summary);
        const all =
            "1 warm; 1 pulling a release; 2 joining, held back until warm; 1 cold, with nothing that holds pods back";
        assert.equal(nodesLine(summary), `Nodes: ${all}.`);
        assert.equal(nodesLine({ warm: 3, pulling: 0, joining: [], cold: [] }), "Nodes: 3 warm.");
    });

    it("are nothing where no node has to do with a pre-pull", () => {
        assert.equal(nodesSummary({ ...VIEW, pods: [], nodes: [node("other")] }), undefined);
        assert.deepEqual(nodeFaults(undefined), []);
    });

    it("are said of each that takes no pods, or took them too early", () => {
        const status = { node: "aks-7", present: [], missing: [IMAGE], sinceSeconds: 40, text: "it pulls" };
        assert.equal(nodeLine({ ...status, state: "joining" }), "aks-7 has been joining for 40 s: it pulls");
        assert.match(
            nodeLine({ ...status, state: "cold" }),
            /^aks-7 joined without a hold, and has been cold for 40 s: /,
        );
    });

    it("have the faults of those that never take pods", () => {
        const fault = { explanation: "held back", text: "why", advice: "what to do" };
        const held: NodeStatus = { node: "aks-7", state: "joining", present: [], missing: [], fault };
        assert.deepEqual(
            nodeFaults({ warm: 0, pulling: 0, joining: [held, { ...held, fault: undefined }], cold: [] }),
            [fault],
        );
    });
});

describe("the table of nodes", () => {
    it("begins with what needs attention, and is in order of names", () => {
        const names = nodesReport(VIEW).map(({ node: name }) => name);
        assert.deepEqual(names, ["old", "young", "cold", "pulls", "warm", "other"]);
    });

    it("has a row for each, with what is not known as a dash", () => {
        const status = { node: "aks-7", state: "joining", present: ["a"], missing: ["b", "c"] } as const;
        assert.deepEqual(nodeRow(status), ["aks-7", "-", "joining", "1 of 3", "-", ""]);
        const known = { ...status, pool: "apps", taint: `${DEFAULT_STARTUP_TAINT}:NoSchedule`, text: "pulls" };
        assert.deepEqual(nodeRow(known), ["aks-7", "apps", "joining", "1 of 3", "image-delivery:NoSchedule", "pulls"]);
    });
});
