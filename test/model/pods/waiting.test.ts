import assert from "node:assert/strict";
import type { EventFacts, PodFacts } from "../../../model/kubernetes/facts";
import { diagnosesOf, type WaitingView, waitingPods } from "../../../model/pods/waiting";
import { eventsByObject } from "../../../model/pulls/imagePulls";
import { at, container, event, node, pod } from "../../support/gateView";

function view(pods: readonly PodFacts[], events: readonly EventFacts[], different: Partial<WaitingView> = {}) {
    return { pods, events: eventsByObject(events), nodes: new Map(), sizes: new Map(), now: at(100), ...different };
}

const image = (name: string) => `r.example/${name}:1`;
const on = (name: string, where = "n1") => pod(where, { name, containers: [container({ image: image(name) })] });
const pulls = (one: PodFacts, since: number) => event(one, `Pulling image "${one.containers[0]?.image}"`, since);

describe("pulls on the same node", () => {
    const [a, b, c, elsewhere] = [on("a"), on("b"), on("c"), on("d", "n2")] as const;
    const events = [pulls(a, 10), pulls(b, 20), pulls(c, 30), pulls(elsewhere, 40)];

    it("queue behind those that began earlier, and behind none of other nodes", () => {
        const queues = diagnosesOf(view([c, a, b, elsewhere], events)).map(({ pod: one, text }) => [
            one.name,
            /behind (\d)/.exec(text)?.[1],
        ]);
        assert.deepEqual(queues, [
            ["c", "2"],
            ["a", undefined],
            ["b", "1"],
            ["d", undefined],
        ]);
    });

    it("have the time of those before them, by their sizes", () => {
        const sizes = new Map([a, b].map((one) => [one.containers[0]?.image ?? "", 650e6]));
        const limit = (pods: PodFacts[]) => {
            const found = diagnosesOf(view(pods, events, { sizes })).find(({ pod: one }) => one.name === "b");
            return Number(/within (\d+) s/.exec(found?.text ?? "")?.[1]);
        };
        assert.equal(limit([a, b]), 2 * limit([b]));
    });

    it("do not queue behind a pod that only waits, or that cannot pull", () => {
        const waits = on("e");
        const fails = on("f");
        const failed = event(fails, `Failed to pull image "${image("f")}": x509: bad`, 5);
        const [found] = diagnosesOf(view([b, waits, fails], [pulls(b, 20), failed]));
        assert.match(found?.text ?? "", /its size is unknown$/);
    });
});

describe("the pods that wait", () => {
    it("leave out what runs, has ended or is healthy otherwise, and are judged with their node", () => {
        const running = container({ state: "running", reason: undefined, imageId: "1" });
        const pods = [
            on("waits"),
            pod("n1", { name: "runs", phase: "Running", containers: [running] }),
            pod("n1", { name: "done", phase: "Succeeded" }),
            pod("n1", { name: "failed", phase: "Failed" }),
            pod("n1", { name: "going", deletedAt: at(1) }),
            pod(undefined, { name: "lonely", gates: ["a.example/b"] }),
        ];
        const names = (all: WaitingView) => waitingPods(all).map(({ pod: one }) => one.name);
        assert.deepEqual(names(view(pods, [])), ["waits", "lonely"]);
        assert.equal(diagnosesOf(view(pods, [])).length, pods.length);
        const away = node("n1", { ready: false, notReady: { since: at(-900), message: "silent" } });
        const [found] = waitingPods(view(pods, [], { nodes: new Map([["n1", away]]), now: at(200) }));
        assert.equal(found?.obstacle, "nodeNotReady");
    });
});

describe("the time that a pod has been as it is", () => {
    const since = (different: Partial<PodFacts>, now = 100) =>
        diagnosesOf(view([pod("n1", different)], [], { now: at(now) })).map(({ phase, sinceSeconds }) => [
            phase,
            sinceSeconds,
        ])[0];
    const ended = (seconds?: number) =>
        container({ state: "terminated", exitCode: 0, finishedAt: seconds && at(seconds) });

    it("begins with the end of its last container, its deletion, its start, or its creation", () => {
        const containers = [ended(40), ended(60), ended()];
        assert.deepEqual(since({ phase: "Succeeded", containers }), ["done", 40]);
        assert.deepEqual(since({ phase: "Failed", containers }), ["failed", 40]);
        assert.deepEqual(since({ phase: "Succeeded", startedAt: at(10) }), ["done", 90]);
        assert.deepEqual(since({ deletedAt: at(70) }), ["terminating", 30]);
        assert.deepEqual(since({ startedAt: at(20) }), ["waitingToPull", 80]);
        assert.deepEqual(since({ startedAt: undefined, createdAt: at(30) }), ["waitingToPull", 70]);
        assert.deepEqual(since({}, -10), ["waitingToPull", 0]);
    });

    it("begins with the start of the init container that runs", () => {
        const init = container({ name: "migrate", kind: "init", state: "running", startedAt: at(60) });
        const sidecar = container({ kind: "sidecar", state: "running", imageId: "1" });
        assert.deepEqual(since({ containers: [sidecar, init, container()] }), ["starting", 40]);
        const [found] = diagnosesOf(view([pod("n1", { containers: [sidecar, init, container()] })], []));
        assert.equal(found?.text, "its init container migrate runs");
        const [other] = diagnosesOf(view([pod("n1", { containers: [sidecar, container()] })], []));
        assert.equal(other?.text, "its containers are being created");
    });
});
