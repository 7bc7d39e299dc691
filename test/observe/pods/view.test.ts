import assert from "node:assert/strict";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { waitingView } from "../../../observe/pods/view";
import type { ApiServer } from "../../support/apiServer";
import { NAMESPACE, pullingPod, runningPod, startCluster, stuckPod } from "../../support/cluster";
import { event } from "../../support/objects";
import { podObject } from "../../support/podObjects";

const PULLED = 'Successfully pulled image "acr1/other:1" in 20s (20s including waiting). Image size: 100 bytes.';

describe("the view of what waits", () => {
    let server: ApiServer;
    let client: KubernetesClient;

    beforeEach(async () => {
        server = await startCluster();
        client = await kubernetesClient({ kubeconfig: server.kubeconfig });
    });
    afterEach(() => server.down());

    it("is the pods that are not settled, with their events and nodes, and how many were looked at", async () => {
        pullingPod(server, "web-a");
        stuckPod(server, "web-b");
        server.store.put("pods", runningPod("web-c"));
        const { pods, looked, events, nodes } = await waitingView(client, NAMESPACE);
        assert.deepEqual([pods.map(({ name }) => name), looked], [["web-a", "web-b"], 3]);
        assert.deepEqual([...events.keys()], ["uid-web-a", "uid-web-b"]);
        assert.deepEqual(
            events.get("uid-web-a")?.map(({ reason }) => reason),
            ["Pulling"],
        );
        assert.deepEqual([...nodes.keys()], ["n1"]);
    });

    it("is known in sizes by what other pods have pulled, and by what is declared, which is surer", async () => {
        const put = (image: string) =>
            server.store.put(
                "events",
                event({ kind: "Pod", name: image, uid: image }, "Pulled", PULLED.replace("other", image)),
            );
        put("other");
        put("api");
        const labels = {
            "app.kubernetes.io/component": "image-prepull",
            "app.kubernetes.io/managed-by": "aks-image-delivery",
        };
        const metadata = {
            name: "pre",
            namespace: NAMESPACE,
            ...{ labels, annotations: { "aks-image-delivery/size": "1kB" } },
        };
        server.store.put("daemonsets", {
            metadata,
            spec: { template: { spec: { containers: [{ image: "acr1/api:1" }] } } },
        });
        const { sizes } = await waitingView(client, undefined);
        assert.deepEqual([...sizes].sort(), [
            ["acr1/api:1", 1000],
            ["acr1/other:1", 100],
        ]);
    });

    it("tells how far it is, and asks for a namespace that is empty whether it is there", async () => {
        const lines: string[] = [];
        for (let index = 0; index < 1_001; index += 1) {
            server.store.put("pods", runningPod(`web-${index}`));
        }
        await waitingView(client, NAMESPACE, (line) => lines.push(line));
        assert.deepEqual(lines, ["1000 pods read", "0 events read"]);
        assert.equal(server.asked("list", `/api/v1/namespaces/${NAMESPACE}`), 0);
        await assert.rejects(waitingView(client, "shpo"), /has no namespace "shpo"/);
    });

    it("has no nodes where they may not be read", async () => {
        server.fault = ({ path }) => (path.endsWith("/nodes") ? { code: 403 } : undefined);
        assert.equal((await waitingView(client, undefined)).nodes.size, 0);
    });

    describe("with a workload that is refused its pods", () => {
        const at = Date.now() - 60_000;
        const owner = { kind: "ReplicaSet", name: "api-7", uid: "uid-api-7" };

        beforeEach(() => {
            const metadata = { name: "api-7", namespace: NAMESPACE, uid: "uid-api-7" };
            server.store.put("replicasets", { metadata, spec: { replicas: 2 } });
            server.store.put("events", event(owner, "FailedCreate", "exceeded quota: compute", at));
        });

        const refusals = async () =>
            (await waitingView(client, NAMESPACE)).refusals?.map(({ name, text }) => [name, text]);

        it("names it, also where it has older pods", async () => {
            const expected = [["api-7", "exceeded quota: compute"]];
            assert.deepEqual(await refusals(), expected);
            server.store.put("pods", podObject({ name: "old", owner, minutes: 5 }));
            assert.deepEqual(await refusals(), expected);
        });

        it("does not name it once it has got a pod, whichever of its pods is listed last", async () => {
            server.store.put("pods", podObject({ name: "new", owner, minutes: 0 }));
            server.store.put("pods", podObject({ name: "old", owner, minutes: 5 }));
            assert.deepEqual(await refusals(), []);
        });
    });
});
