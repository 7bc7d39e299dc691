import assert from "node:assert/strict";
import type { ContainerFacts, NodeFacts, PodFacts } from "../../../../model/kubernetes/facts";
import { at, container, event, node, pulled } from "../../../support/gateView";
import { found, POD, phaseOf, warning } from "../../../support/stuckPods";

const BROKEN = container({ reason: "CreateContainerError", message: "no command" });

function withContainers(...containers: ContainerFacts[]): PodFacts {
    return { ...POD, containers };
}

describe("a container that cannot be created or started", () => {
    it("is given 3 minutes from the start of its pod, or from its creation", () => {
        const started = { ...withContainers(BROKEN), createdAt: at(-1_000) };
        const stuck = ["stuck", "container", "container app: no command"];
        assert.equal(phaseOf(started, 179), "starting");
        assert.deepEqual(found(started, 180), [...stuck, 180]);
        assert.deepEqual(found({ ...started, startedAt: undefined }, 180), [...stuck, 1_180]);
    });

    it("is given 3 minutes from the first event with its words, which are counted", () => {
        const one = withContainers(BROKEN);
        const failed = (first: number, count: number) => warning("Failed", "Error: no command", first, 300, count);
        const events = [failed(150, 2), failed(100, 1)];
        assert.equal(phaseOf(one, 279, events), "starting");
        assert.deepEqual(found(one, 280, events), ["stuck", "container", "container app: no command (3 times)", 180]);
        assert.equal(found(one, 280, [failed(100, 1)])[2], "container app: no command");
    });

    it("is not timed by events of another kind, or with other words", () => {
        const others = [
            warning("Unhealthy", "Error: no command", 100, 300),
            warning("Failed", "Error: other", 100, 300),
            { ...warning("Failed", "Error: no command", 100, 300), type: "Normal" },
        ];
        assert.deepEqual(found(withContainers(BROKEN), 280, others), [
            "stuck",
            "container",
            "container app: no command",
            280,
        ]);
        const silent = container({ reason: "RunContainerError" });
        const text = "container app: RunContainerError";
        assert.deepEqual(found(withContainers(silent), 280, others), ["stuck", "container", text, 280]);
    });

    const configuration = { reason: "CreateContainerConfigError", message: 'secret "x" not found' };
    const backOff = { reason: "CrashLoopBackOff", message: "back-off 5m0s", restarts: 4, imageId: "1" };
    const readOnly = "failed to prepare snapshot: parent snapshot sha256:1 does not exist: not found";
    const STREAMED = "failed to attach and mount for snapshot 42: failed to enable target: failed to open remote file";
    const FOREIGN = "no match for platform in manifest: not found";
    const full = "no space left on device";
    const cases: [string, Partial<ContainerFacts>, string, string | undefined, string?][] = [
        ["a Secret is missing", configuration, "stuck", "configuration"],
        [
            "its program is not there",
            { ...backOff, last: { reason: "StartError", message: "exec: no" } },
            "stuck",
            "container",
            "exec: no",
        ],
        ["Docker cannot start it", { ...backOff, last: { reason: "ContainerCannotRun" } }, "stuck", "container"],
        ["its program ended", { ...backOff, last: { reason: "Error", message: "exec: no" } }, "crashing", undefined],
        [
            "it is only created again",
            { reason: "PodInitializing", last: { reason: "StartError" } },
            "starting",
            undefined,
        ],
        ["its state tells of a pull that has ended", { reason: "ImagePullBackOff" }, "starting", undefined],
        ["its disk is full", { ...BROKEN, message: `mkdir /var/lib/containerd/1: ${full}` }, "stuck", "diskFull"],
        ["the kernel has no room", { ...BROKEN, message: `mkdir /sys/fs/cgroup/1: ${full}` }, "stuck", "container"],
        ["its image is streamed from a mirror that is away", { ...BROKEN, message: STREAMED }, "stuck", "mirror"],
        ["its image is for another processor", { ...BROKEN, message: FOREIGN }, "stuck", "wrongPlatform"],
        ["the node's store is damaged", { ...BROKEN, message: readOnly }, "stuck", "nodeStore"],
    ];
    for (const [what, state, phase, name, words = ""] of cases) {
        it(`is ${phase}${name === undefined ? "" : ` (${name})`} where ${what}`, () => {
            const answer = found(withContainers(container(state)), 400, [pulled(POD, 5)]);
            assert.deepEqual(answer.slice(0, 2), [phase, name]);
            assert.ok(String(answer[2]).includes(words));
        });
    }

    it("is not a fault of a pod that has failed, nor where only a debug container waits", () => {
        assert.equal(phaseOf({ ...withContainers(BROKEN), phase: "Failed" }, 400), "failed");
        const debug = { ...BROKEN, kind: "ephemeral" as const };
        const running = container({ state: "running", reason: undefined, imageId: "1" });
        assert.equal(phaseOf({ ...withContainers(running, debug), phase: "Running" }, 4_000), "starting");
    });
});

describe("a pod to which nothing happens", () => {
    it("is stuck after 15 minutes without a word, whether it has its image or not", () => {
        assert.equal(phaseOf(POD, 899), "waitingToPull");
        assert.deepEqual(found(POD, 900), ["stuck", "notStarted", "nothing was pulled or started", 900]);
        const unknown = withContainers(container({ state: "unknown", reason: undefined }));
        assert.equal(phaseOf(unknown, 900), "stuck");
        const text = "its containers have not started";
        assert.deepEqual(found(withContainers(container({ imageId: "1" })), 900), ["stuck", "notStarted", text, 900]);
        assert.deepEqual(found(POD, 905, [pulled(POD, 5)]), ["stuck", "notStarted", text, 900]);
        assert.equal(found({ ...POD, startedAt: undefined, createdAt: at(-5) }, 900)[3], 905);
    });

    it("is not before 15 minutes have passed since the last event, or since a container ended", () => {
        const last = event(POD, "Scheduled", 100);
        assert.deepEqual([phaseOf(POD, 999, [last]), phaseOf(POD, 1_000, [last])], ["waitingToPull", "stuck"]);
        const done = container({ kind: "init", state: "terminated", exitCode: 0, finishedAt: at(200), imageId: "1" });
        const one = withContainers(done, container());
        assert.deepEqual([phaseOf(one, 1_099), phaseOf(one, 1_100)], ["starting", "stuck"]);
    });

    it("is one of which no part runs", () => {
        const init = container({ kind: "init", state: "running", reason: undefined, imageId: "1" });
        assert.equal(phaseOf(withContainers(init, container()), 5_000), "starting");
        assert.equal(phaseOf({ ...withContainers(container({ imageId: "1" })), phase: "Running" }, 5_000), "starting");
    });
});

describe("a pod on a node that is not ready", () => {
    const silent = (different: Partial<NodeFacts> = {}) =>
        node("aks-7", { ready: false, notReady: { since: at(10), message: "Kubelet is silent" }, ...different });

    it("is stuck once the node has been away for 3 minutes", () => {
        assert.equal(phaseOf(POD, 189, [], silent()), "waitingToPull");
        const text = "node aks-7 is not ready: Kubelet is silent";
        assert.deepEqual(found(POD, 190, [], silent()), ["stuck", "nodeNotReady", text, 180]);
        const unknown = silent({ notReady: undefined });
        assert.deepEqual(found(POD, 180, [], unknown), ["stuck", "nodeNotReady", "node aks-7 is not ready", 180]);
    });

    it("is not while the node is young, or once it is ready", () => {
        const young = silent({ createdAt: at(50) });
        assert.deepEqual([phaseOf(POD, 229, [], young), phaseOf(POD, 230, [], young)], ["waitingToPull", "stuck"]);
        assert.equal(phaseOf(POD, 400, [], silent({ ready: true })), "waitingToPull");
    });

    it("is only one that waits for something", () => {
        const running = container({ state: "running", reason: undefined, imageId: "1" });
        const runs = { ...withContainers(running), phase: "Running" as const };
        assert.equal(phaseOf(runs, 400, [], silent()), "running");
        assert.equal(phaseOf({ ...runs, containers: [running, container()] }, 400, [], silent()), "stuck");
        assert.equal(phaseOf({ ...runs, phase: "Pending" }, 400, [], silent()), "stuck");
        assert.equal(phaseOf({ ...runs, phase: "Failed" }, 400, [], silent()), "failed");
    });
});
