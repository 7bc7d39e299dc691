// `watch` runs for days: what it keeps depends on what waits now, and not on what has been.
import assert from "node:assert/strict";
import { kubernetesClient } from "../../../observe/cluster/client";
import { WaitingWatch } from "../../../observe/pods/watch";
import type { ApiServer } from "../../support/apiServer";
import { NAMESPACE, pullingPod, runningPod, startCluster, stuckPod } from "../../support/cluster";
import { event, node } from "../../support/objects";
import { until } from "../../support/until";

describe("the watch of what waits", () => {
    let server: ApiServer;
    let stop: AbortController;
    let watched: WaitingWatch;

    beforeEach(async () => {
        server = await startCluster();
        stop = new AbortController();
        watched = new WaitingWatch(await kubernetesClient({ kubeconfig: server.kubeconfig }), undefined, stop.signal);
    });
    afterEach(async () => {
        await watched.close();
        await server.down();
    });

    let pulls = 0;
    /** Each with a text and an image of its own. */
    async function tell(count: number, ...pods: string[]): Promise<void> {
        for (let index = 0; index < count; index += 1) {
            const name = pods[index % pods.length] ?? "";
            const about = { kind: "Pod", name, uid: `uid-${name}` };
            pulls += 1;
            const text = `Successfully pulled image "x:${pulls}" in 1s (1s including waiting). Image size: 1 bytes.`;
            server.store.put("events", event(about, "Pulled", text, Date.now() + pulls));
            if (index % 1_000 === 0) {
                await new Promise((resolve) => setImmediate(resolve));
            }
        }
        const last = `x:${pulls}`;
        await until(() => watched.view().sizes.has(last), `the event about ${last} has arrived`);
    }

    it("keeps as much after 4,800 events as after 1,200", async () => {
        pullingPod(server, "web-a");
        stuckPod(server, "web-b");
        server.store.put("pods", runningPod("web-c"));
        await watched.start();
        await tell(1_200, "web-a", "web-b", "web-c", "nobody");
        const before = entriesOf(watched);
        await tell(3_600, "web-a", "web-b", "web-c", "nobody");
        assert.equal(entriesOf(watched), before);
        assert.equal(watched.view().events.get("uid-web-a")?.length, 30);
    });

    it("notices a node that is no longer ready", async () => {
        const client = await kubernetesClient({ kubeconfig: server.kubeconfig });
        const often = new WaitingWatch(client, undefined, stop.signal, 20);
        pullingPod(server, "web-a");
        await often.start();
        assert.equal(often.view().nodes.get("n1")?.ready, true);
        server.store.put("nodes", node("n1", { ready: false }));
        while (often.view().nodes.get("n1")?.ready) {
            await often.wait(20);
        }
        await often.close();
    });

    it("notices a workload that is refused its pods, and that it has them", async () => {
        const often = new WaitingWatch(
            await kubernetesClient({ kubeconfig: server.kubeconfig }),
            undefined,
            stop.signal,
            20,
        );
        await often.start();
        const metadata = { name: "api-7", namespace: NAMESPACE, uid: "uid-api-7" };
        server.store.put("replicasets", { metadata, spec: { replicas: 2 }, status: { replicas: 0 } });
        const about = { kind: "ReplicaSet", name: "api-7", uid: "uid-api-7" };
        server.store.put("events", event(about, "FailedCreate", "exceeded quota: compute"));
        while (often.view().refusals.length === 0) {
            await often.wait(20);
        }
        assert.equal(often.view().refusals[0]?.text, "exceeded quota: compute");
        server.store.put("replicasets", { metadata, spec: { replicas: 2 }, status: { replicas: 2 } });
        while (often.view().refusals.length > 0) {
            await often.wait(20);
        }
        await often.close();
    });

    it("tells once of each pod that waits no more: it runs, or it is gone", async () => {
        pullingPod(server, "web-a");
        stuckPod(server, "web-b");
        server.store.put("pods", runningPod("web-c"));
        await watched.start();
        server.store.put("pods", runningPod("web-a"));
        server.store.put("pods", runningPod("web-c"));
        server.store.remove({ plural: "pods", namespace: NAMESPACE }, "web-b");
        server.store.remove({ plural: "pods", namespace: NAMESPACE }, "web-c");
        await until(() => [...watched.view().pods].length === 0, "none waits");
        const endings = watched.endings().map(({ pod, gone }) => `${pod.name} ${gone ? "is gone" : "runs"}`);
        assert.deepEqual(endings, ["web-a runs", "web-b is gone"]);
        assert.deepEqual(watched.endings(), []);
    });

    it("needs a namespace that is there", async () => {
        const client = await kubernetesClient({ kubeconfig: server.kubeconfig });
        const lost = new WaitingWatch(client, "shpo", stop.signal);
        await assert.rejects(lost.start(), /has no namespace "shpo"/);
        await lost.close();
    });

    it("forgets the pods that are gone, with their events", async () => {
        await watched.start();
        const empty = entriesOf(watched);
        for (let index = 0; index < 50; index += 1) {
            stuckPod(server, `web-${index}`);
            server.store.put("pods", runningPod(`ok-${index}`));
        }
        await until(() => [...watched.view().pods].length === 50, "all pods are known");
        assert.ok(entriesOf(watched) >= empty + 150);
        for (let index = 0; index < 50; index += 1) {
            server.store.remove({ plural: "pods", namespace: NAMESPACE }, `web-${index}`);
            server.store.remove({ plural: "pods", namespace: NAMESPACE }, `ok-${index}`);
        }
        await until(() => [...watched.view().pods].length === 0, "no pod is left");
        watched.endings();
        assert.equal(entriesOf(watched), empty);
    });
});

/** How many entries its maps, sets and lists have together, however deep; what talks to the cluster apart. */
function entriesOf(kept: object, seen = new Set<unknown>()): number {
    if (seen.has(kept)) {
        return 0;
    }
    seen.add(kept);
    const inner = kept instanceof Map ? [...kept.values()] : kept instanceof Set ? [...kept] : Object.values(kept);
    const own = kept instanceof Map || kept instanceof Set || Array.isArray(kept) ? inner.length : 0;
    const deeper = inner.filter((value) => typeof value === "object" && value !== null && !isConnection(value));
    return deeper.reduce((sum: number, value) => sum + entriesOf(value as object, seen), own);
}

function isConnection(value: object): boolean {
    return "cluster" in value || "followers" in value;
}
