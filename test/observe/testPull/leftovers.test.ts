import assert from "node:assert/strict";
import { hostname } from "node:os";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { testPullLeftovers } from "../../../observe/testPull/cleanup";
import { nodesWithImages } from "../../../observe/testPull/nodes";
import { testPullPod } from "../../../observe/testPull/pod";
import { ApiServer } from "../../support/apiServer";
import { IMAGE } from "../../support/images";
import { NAMESPACE, node } from "../../support/objects";

const CREATED = Date.UTC(2026, 2, 1, 10);
/** More than Linux gives to any process. */
const NO_PROCESS = String(2 ** 30);

describe("what a test pull finds in the cluster", () => {
    let server: ApiServer;
    let client: KubernetesClient;
    before(async () => {
        server = await ApiServer.start();
        client = await kubernetesClient({ kubeconfig: server.kubeconfig });
    });
    after(() => server.down());

    function put(name: string, host: string, process: string, labels?: Record<string, string>): void {
        const options = { name, namespace: NAMESPACE, run: "1", image: IMAGE, timeoutSeconds: 300 };
        const { metadata, ...pod } = testPullPod(options);
        const annotations = { "aks-image-delivery/host": host, "aks-image-delivery/process": process };
        const own = { name, namespace: NAMESPACE, labels: labels ?? metadata?.labels ?? {} };
        const creationTimestamp = new Date(CREATED).toISOString();
        server.store.put("pods", { ...pod, metadata: { ...own, ...{ annotations, creationTimestamp } } });
    }

    it("is pods of runs that are over: by their process here, by their time elsewhere", async () => {
        put("runs", hostname(), String(process.pid));
        put("died", hostname(), NO_PROCESS);
        put("odd", hostname(), "x");
        put("none", hostname(), "0");
        put("elsewhere", "another", String(process.pid));
        put("of-others", hostname(), NO_PROCESS, { app: "web" });
        const left = (seconds: number) => testPullLeftovers(client, NAMESPACE, CREATED + seconds * 1_000);
        assert.deepEqual((await left(360)).sort(), ["died", "none", "odd"]);
        assert.deepEqual((await left(361)).sort(), ["died", "elsewhere", "none", "odd"]);
        assert.deepEqual(await testPullLeftovers(client, "other", CREATED), []);
    });

    it("is the nodes with their images, or the one that is asked for", async () => {
        const images = [{ names: ["a:1", "a@sha256:1"] }, { names: ["b:1"] }, {}];
        server.store.put("nodes", { ...node("aks-1"), status: { images } });
        server.store.put("nodes", node("aks-2"));
        const all = await nodesWithImages(client);
        assert.deepEqual([...all.keys()], ["aks-1", "aks-2"]);
        assert.deepEqual(all.get("aks-1")?.images, ["a:1", "a@sha256:1", "b:1"]);
        assert.deepEqual(all.get("aks-2")?.images, []);
        assert.deepEqual([...(await nodesWithImages(client, "aks-2")).keys()], ["aks-2"]);
    });
});
