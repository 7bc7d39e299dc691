import assert from "node:assert/strict";
import { CAUSES } from "../../../model/pulls/causes";
import {
    at,
    container,
    event,
    failed,
    failedCreate,
    failureOf,
    node,
    pod,
    pulling,
    readyPod,
} from "../../support/gateView";
import { IMAGE } from "../../support/pullErrors";

describe("a gate whose clock ran out", () => {
    it("says what each unfinished node was doing, and of what the clock was made", () => {
        const names = ["done", "evicted", "failing", "network", "none", "pulling"];
        const pods = [readyPod("done"), ...["failing", "network", "pulling"].map((name) => pod(name))];
        const [, bad = pods[0], network = pods[0], slow = pods[0]] = pods;
        assert.ok(bad && network && slow);
        const evicted = pod("evicted", { phase: "Failed", reason: "Evicted", message: "low on ephemeral-storage" });
        const waiting = pod(undefined, { unschedulable: "0/6 nodes are available: 1 Insufficient memory." });
        const { lines, cause } = failureOf({
            nodes: names.map((name) => node(name)),
            pods: [...pods, evicted, waiting],
            events: [
                failed(bad, "something new", 1, 900),
                event(network, "Failed to create pod sandbox: no network", 1, 900),
                pulling(slow, 550),
            ],
            now: at(970),
        });
        assert.deepEqual(lines, [
            `pre-pull of ${IMAGE}: 1 of 6 nodes have it when its clock ran out after 970 s (schedule 60 + pull 300 + recovery 610)`,
            "  evicted: its pod ended: Evicted: low on ephemeral-storage",
            `  failing: ${CAUSES.unknown.explanation}; kubelet: something new`,
            "  network: Failed to create pod sandbox: no network",
            "  none: no pre-pull pod",
            "  pulling: pulling for 420 s, where 120 s are usual at most",
            "  1 not scheduled: 0/6 nodes are available: 1 Insufficient memory.",
            `  what to do: Try the pull on its own, with its events: \`image-delivery test-pull ${IMAGE} --node failing\`.`,
            "More on this cause: image-delivery explain unknown",
        ]);
        assert.equal(cause, "unknown");
    });

    it("says the same in whatever order pods and events are listed", () => {
        const pods = [pod("a", { name: "p1" }), pod("a", { name: "p2" })] as const;
        const events = [
            event(pods[0], "Failed to mount a", 1, 900),
            event(pods[0], "Failed to mount b", 1, 900),
            event(pods[1], "Failed to mount c", 1, 900),
        ];
        const view = { nodes: [node("a")], pods, events, now: at(970) };
        const { lines, message } = failureOf(view);
        assert.equal(lines[1], "  a: Failed to mount a");
        assert.equal(failureOf({ ...view, pods: [...pods].reverse() }).message, message);
        assert.equal(failureOf({ ...view, events: [...events].reverse() }).message, message);
    });

    it("says of a node without events what its containers say, or that nothing has begun", () => {
        const a = pod("a", { containers: [container({ message: undefined }), container({ message: "no secret db" })] });
        const b = pod("b");
        const over = pod("c", { phase: "Succeeded" });
        const scheduled = event(b, "Scheduled", 1);
        const events = [scheduled, event(a, "Failed to mount", 20), event(a, "Failed to attach", 10)];
        const nodes = ["a", "b", "c"].map((name) => node(name));
        const texts = (given: typeof events) =>
            failureOf({ nodes, pods: [a, b, over], events: given, now: at(970) }).lines;
        assert.deepEqual(texts([scheduled]).slice(1, 4), [
            "  a: no secret db",
            "  b: its pod has not started to pull",
            "  c: its pod ended: Succeeded",
        ]);
        assert.equal(texts(events)[1], "  a: Failed to mount");
    });

    it("says why the DaemonSet has just begun to fail to create pods", () => {
        const events = [failedCreate("exceeded quota", 930)];
        const { lines } = failureOf({ nodes: [node("a")], events, now: at(970) });
        assert.match(lines[0] ?? "", /: 0 of 1 node has it when/);
        assert.equal(lines[1], "  a: no pre-pull pod; exceeded quota");
    });

    it("counts the scheduler's texts, at most three, those of most pods first", () => {
        const unscheduled = (text: string, index: number) => pod(undefined, { name: `${index}`, unschedulable: text });
        const pods = [
            ...["no cpu", "taint", "no memory", "no memory", "affinity"].map(unscheduled),
            pod(undefined, { name: "young" }),
            pod(undefined, { name: "going", unschedulable: "taint", deletedAt: at(1) }),
            pod("a", { unschedulable: "taint" }),
        ];
        const { lines } = failureOf({ nodes: [node("a")], pods, now: at(970) });
        assert.deepEqual(
            lines.filter((line) => line.includes("scheduled")),
            ["  2 not scheduled: no memory", "  1 not scheduled: affinity", "  1 not scheduled: no cpu"],
        );
    });

    it("times a pull by the first of its images, and calls it slow where it is all that is left", () => {
        const one = pod("a");
        const other = event(one, 'Pulling image "tools:1"', 70);
        const { cause, lines } = failureOf({
            nodes: [node("a")],
            pods: [one],
            events: [pulling(one, 50), other],
            now: at(970),
        });
        assert.equal(cause, "slow");
        assert.match(lines[1] ?? "", /^ {2}a: pulling for 920 s/);
    });

    it("lists ten nodes, and counts the others", () => {
        const nodes = Array.from({ length: 25 }, (_, index) => node(`n${String(index).padStart(2, "0")}`));
        const { lines } = failureOf({ nodes, now: at(970) });
        assert.equal(lines.length, 12);
        assert.deepEqual([lines[10], lines[11]], ["  n09: no pre-pull pod", "  and 15 more nodes"]);
        assert.equal(failureOf({ nodes: nodes.slice(0, 10), now: at(970) }).lines.length, 11);
    });
});

describe("a gate whose selection has no node", () => {
    const selection = { nodeSelector: { pool: "apps" } };

    it("names the selector", () => {
        const { message } = failureOf({ nodes: [node("a"), node("b")], selection });
        assert.match(message, /none of 2 nodes matches nodeSelector pool=apps\. .*allowZeroNodes/);
    });

    it("names the taints where the labels match", () => {
        const tainted = (name: string, key: string, pool: string) =>
            node(name, { labels: { pool }, taints: [{ key, effect: "NoSchedule" }] });
        const nodes = [
            tainted("a", "spot", "apps"),
            tainted("b", "gpu", "apps"),
            tainted("c", "spot", "apps"),
            tainted("d", "infra", "other"),
        ];
        const { message } = failureOf({ nodes, selection });
        assert.match(
            message,
            /nodes that match nodeSelector pool=apps have taints .*: gpu:NoSchedule, spot:NoSchedule\./,
        );
    });

    it("names the nodes that never became Ready", () => {
        const nodes = ["a", "b"].map((name) => node(name, { ready: false }));
        assert.match(
            failureOf({ nodes, now: at(970) }).message,
            /: node a and 1 more not Ready, or cordoned, for all of 970 s/,
        );
    });
});
