import assert from "node:assert/strict";
import { byCause } from "../../../model/gate/causeText";
import type { GateQuestion } from "../../../model/gate/verdict";
import { CAUSES } from "../../../model/pulls/causes";
import { at, container, failed, failedCreate, failureOf, node, pod } from "../../support/gateView";
import { IMAGE, PULL_ERRORS } from "../../support/pullErrors";

const [NOT_FOUND = ""] = PULL_ERRORS.notFound;
const [DISK_FULL = ""] = PULL_ERRORS.diskFull;

/** A gate on these nodes, each of which has failed with its error for ten minutes. */
function failing(errors: Readonly<Record<string, string>>, different: Partial<GateQuestion> = {}) {
    const pods = Object.keys(errors).map((name) => pod(name));
    const events = pods.map((one) => failed(one, errors[one.node ?? ""] ?? "", 1, 600));
    return failureOf({
        nodes: pods.map(({ node: name = "" }) => node(name)),
        pods,
        events,
        now: at(601),
        ...different,
    });
}

describe("a gate that fails by a cause", () => {
    it("names the image, the node, the cause, the kubelet's text and what to do", () => {
        const { lines, cause, node: name } = failing({ "aks-7": NOT_FOUND });
        assert.deepEqual(lines, [
            `pre-pull of ${IMAGE}: node aks-7: ${CAUSES.notFound.explanation}`,
            `  kubelet: ${NOT_FOUND}`,
            "  what to do: Compare with what is there, `image-delivery tags acr1.azurecr.io/zoneapi` or " +
                "`image-delivery manifests acr1.azurecr.io/zoneapi`, and push the image before the rollout.",
            "More on this cause: image-delivery explain notFound",
        ]);
        assert.deepEqual([cause, name], ["notFound", "aks-7"]);
    });

    it("takes two texts that name no known cause for two faults, at whatever time they were said", () => {
        const state = (text: string) => ({
            kind: "failing" as const,
            failure: { image: IMAGE, cause: CAUSES.unknown, text },
        });
        const groups = byCause([
            { node: "a", state: state("gremlins after 3s") },
            { node: "b", state: state("the moon is full") },
            { node: "c", state: state("gremlins after 14s") },
        ]);
        assert.deepEqual(
            groups.map(({ nodes }) => nodes),
            [["a", "c"], ["b"]],
        );
    });

    it("counts further nodes with the same cause, and starts with the cause of most", () => {
        const { lines, cause } = failing({ a: DISK_FULL, b: NOT_FOUND, c: NOT_FOUND, d: NOT_FOUND });
        assert.match(lines[0] ?? "", /: node b and 2 more: not found:/);
        assert.match(lines[3] ?? "", /^node a: disk full:/);
        assert.equal(cause, "notFound");
    });

    it("shows three causes at most, of those with as many nodes the one whose node comes first", () => {
        const [unauthorized = ""] = PULL_ERRORS.unauthorized;
        const [wrongPlatform = ""] = PULL_ERRORS.wrongPlatform;
        const errors = { b: NOT_FOUND, a: DISK_FULL, d: unauthorized, c: wrongPlatform };
        const { message, node: name } = failing(errors);
        assert.equal(message.match(/what to do/g)?.length, 3);
        assert.deepEqual(message.match(/node [a-d]:/g), ["node a:", "node b:", "node c:"]);
        assert.equal(name, "a");
    });

    it("replaces the advice by the one that is given", () => {
        const { lines } = failing({ a: NOT_FOUND }, { advice: { notFound: "Ask the release team." } });
        assert.equal(lines[2], "  what to do: Ask the release team.");
    });

    it("says which image it is where it is another one of the pod", () => {
        const one = pod("a", {
            containers: [container({ image: "tools:1", reason: "InvalidImageName", message: "" })],
        });
        const { lines } = failureOf({ nodes: [node("a")], pods: [one] });
        assert.match(lines[0] ?? "", /not an image reference \(for tools:1\)$/);
    });

    it("lets no control characters through", () => {
        const { message } = failing({ a: `\u001b[31m${NOT_FOUND}\u0007\r\n` });
        assert.doesNotMatch(message.replaceAll("\n", ""), /\p{Cc}/u);
        assert.equal(message.split("\n").length, 4);
    });

    it("names what keeps the DaemonSet from creating pods", () => {
        const events = [failedCreate('pods "x" is forbidden: exceeded quota', 1, 90)];
        const { lines, cause, node: name } = failureOf({ nodes: [node("a"), node("b")], events, now: at(100) });
        assert.match(lines[0] ?? "", /: node a and 1 more: no pre-pull pod, because the DaemonSet cannot create pods$/);
        assert.equal(lines[1], '  Kubernetes: pods "x" is forbidden: exceeded quota');
        assert.deepEqual([cause, name], [undefined, "a"]);
    });
});
