import assert from "node:assert/strict";
import type { EventFacts, NodeFacts } from "../../../model/kubernetes/facts";
import { labels, Role } from "../../../model/kubernetes/labels";
import type { NodePod, NodesView } from "../../../model/nodes/nodeCase";
import { nodeStatuses } from "../../../model/nodes/nodeStatus";
import { DEFAULT_STARTUP_TAINT, warmLabel } from "../../../model/nodes/startupTaint";
import { eventsByObject } from "../../../model/pulls/imagePulls";
import { at, container, event, failed, node, pod, pulling } from "../../support/gateView";
import { IMAGE } from "../../support/pullErrors";

const OWN = "example.com/cold";
const LET_IN = `to let pods onto it as it is: \`kubectl taint node n ${DEFAULT_STARTUP_TAINT}-\``;

function prepull(name: string, ready = false): NodePod {
    const one = pod("n", { name, ready, labels: labels(Role.Prepull, "app") });
    return { pod: one, images: [IMAGE] };
}

function hold(reason = "ContainerCreating", message?: string): NodePod {
    const containers = [container({ reason, message, image: "kubectl:1", imageId: "1" })];
    return { pod: pod("n", { name: "hold-n", labels: labels(Role.NodeWarmup, "hold"), containers }), images: [] };
}

interface Different extends Partial<Omit<NodesView, "nodes" | "pods" | "events">> {
    readonly node?: Partial<NodeFacts>;
    readonly taint?: string | undefined;
}

/** Of a node that joined at the beginning and is held back, half a minute later. */
function statusOf(pods: readonly NodePod[], events: readonly EventFacts[] = [], different: Different = {}) {
    const { node: facts, taint = DEFAULT_STARTUP_TAINT, ...view } = different;
    const taints = [{ key: taint, effect: "NoSchedule" }];
    const nodes = [node("n", { createdAt: at(0), taints, ...facts })];
    const all = { nodes, pods, events: eventsByObject(events), sizes: new Map(), now: at(30), ...view };
    const [status] = nodeStatuses(all);
    assert.ok(status);
    return status;
}

describe("a node that is held back", () => {
    const [a, b, c] = [prepull("a"), prepull("b"), prepull("c", true)] as const;

    it("waits for the pull that has taken longest, and for others", () => {
        const events = [pulling(a.pod, 20), pulling(b.pod, 10)];
        const text = `apps/b (n) pulls: ${IMAGE}: pulling; its size is unknown`;
        assert.equal(statusOf([a, b, c], events).text, `${text}; 1 more pre-pull pods wait`);
        assert.equal(statusOf([c, b], events).text, text);
        assert.equal(statusOf([c, b], events).fault, undefined);
    });

    it("has a fault where an image cannot be pulled, with the way to let it in", () => {
        const { text, fault } = statusOf([a, b], [pulling(a.pod, 1), failed(b.pod, "x509: bad", 10)]);
        const reason = `it cannot pull ${IMAGE}: certificate`;
        assert.equal(text, reason);
        assert.deepEqual(fault && { ...fault, advice: "" }, {
            cause: "certificate",
            image: IMAGE,
            explanation: `held back: n takes no pods, because ${reason}`,
            text: `${IMAGE}: x509: bad`,
            advice: "",
        });
        assert.match(fault?.advice ?? "", /^[A-Z]/);
        assert.ok(fault?.advice.endsWith(`; ${LET_IN}`));
    });

    it("has one where a pull is slow for its size, or a pod does not start at all", () => {
        const sizes = new Map([[IMAGE, 1e6]]);
        const slow = statusOf([a], [pulling(a.pod, 0)], { sizes, now: at(600) });
        assert.equal(slow.fault?.cause, "slow");
        const silent = statusOf([a], [], { now: at(900) });
        assert.equal(silent.text, "apps/a does not start: stuck");
        assert.ok(silent.fault && !("cause" in silent.fault) && !("image" in silent.fault));
    });

    it("is told what is wrong without a fault where it takes pods all the same", () => {
        const cold = statusOf([b], [failed(b.pod, "x509: bad", 10)], { node: { taints: [] } });
        assert.deepEqual([cold.state, cold.fault], ["cold", undefined]);
        assert.equal(cold.text, `it cannot pull ${IMAGE}: certificate`);
    });

    it("waits for no image, but for the hold", () => {
        const held = (different: Different, ...pods: NodePod[]) => statusOf([c, ...pods], [], different).text;
        const there = "every image is there; the hold";
        assert.equal(held({}), `${there} has not started`);
        assert.equal(held({ holds: [DEFAULT_STARTUP_TAINT] }), `${there} has not started`);
        assert.equal(held({}, hold()), `${there} lets it in next`);
        assert.equal(
            held({ namespace: "apps" }, hold()),
            "every image of namespace apps is there; those of others may not",
        );
    });

    it("has a fault where no hold removes its taint", () => {
        const { fault, text } = statusOf([c], [], { holds: [OWN] });
        assert.deepEqual(fault, {
            explanation: "held back: n takes no pods, because no NodeWarmup of this cluster removes its taint",
            text: `${DEFAULT_STARTUP_TAINT} is on the node`,
            advice: LET_IN,
        });
        assert.equal(text, "no NodeWarmup of this cluster removes its taint");
        const own = statusOf([c], [], { holds: [OWN], taint: OWN });
        assert.deepEqual([own.fault, own.taint], [undefined, `${OWN}:NoSchedule`]);
        const late = statusOf([c], [], { holds: [OWN], taint: OWN, now: at(100) });
        assert.match(late.fault?.advice ?? "", /kubectl taint node n example\.com\/cold-`$/);
    });

    it("has one where the hold selects it not, after a minute", () => {
        const late = (seconds: number, holds?: string[]) => statusOf([c], [], { holds, now: at(seconds) }).fault;
        assert.deepEqual([late(60, [DEFAULT_STARTUP_TAINT]), late(61)], [undefined, undefined]);
        const fault = late(61, [DEFAULT_STARTUP_TAINT]);
        assert.match(fault?.explanation ?? "", /because NodeWarmup has no pod on it$/);
        assert.match(fault?.advice ?? "", /^give NodeWarmup the tolerations and the nodeSelector of this pool; to let/);
    });

    it("has one where it was let in before, until the hold looks at it again", () => {
        const label = warmLabel("hold", "platform");
        const again = { node: { labels: { [label]: "true" } } };
        const { fault } = statusOf([c], [], again);
        assert.match(fault?.explanation ?? "", /it was let in before, and is not looked at again$/);
        assert.ok(fault?.text.startsWith(`${label} is on the node`));
        assert.ok(fault?.advice.startsWith(`to hold it until it is warm: \`kubectl label node n ${label}-\``));
        assert.equal(statusOf([c, hold()], [], again).fault, undefined);
    });

    it("has one where the hold itself cannot start", () => {
        const broken = hold("CreateContainerError", "no command");
        const { fault } = statusOf([c, broken], [], { now: at(400) });
        assert.match(fault?.explanation ?? "", /because the hold does not start: stuck$/);
        assert.equal(fault?.text, "container app: no command");
        const missing = { ...hold(), pod: { ...hold().pod, containers: [container({ image: "kubectl:1" })] } };
        const unpulled = event(missing.pod, 'Failed to pull image "kubectl:1": x509: bad', 5);
        assert.match(statusOf([c, missing], [unpulled]).fault?.explanation ?? "", /does not start: certificate: /);
    });
});
