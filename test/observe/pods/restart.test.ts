import assert from "node:assert/strict";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { restart, restartView, type Workloads } from "../../../observe/pods/restart";
import { ApiServer } from "../../support/apiServer";
import type { StoredObject } from "../../support/objectStore";
import { NAMESPACE } from "../../support/objects";

const KINDS: readonly Workloads[] = ["deployments", "statefulsets", "daemonsets"];

describe("the restart of a workload", () => {
    let server: ApiServer;
    let client: KubernetesClient;

    beforeEach(async () => {
        server = await ApiServer.start();
        client = await kubernetesClient({ kubeconfig: server.kubeconfig });
    });
    afterEach(() => server.down());

    const name = (plural: Workloads) => ({ plural, namespace: NAMESPACE, name: "web" });

    function view(plural: Workloads, spec: object | undefined) {
        server.store.put(plural, { metadata: { name: "web", namespace: NAMESPACE }, spec } as StoredObject);
        return restartView(client, name(plural));
    }

    it("looks at every image that its pods pull", async () => {
        const { containers } = await view("deployments", {
            template: {
                spec: {
                    initContainers: [{ image: "acr1/init:1" }],
                    containers: [{ image: "acr1/web:1", imagePullPolicy: "Always" }, {}],
                    volumes: [
                        { emptyDir: {} },
                        { image: { reference: "acr1/model:1", pullPolicy: "Never" } },
                        { image: {} },
                    ],
                },
            },
        });
        assert.deepEqual(containers, [
            { image: "acr1/init:1", pullPolicy: undefined },
            { image: "acr1/web:1", pullPolicy: "Always" },
            { image: "", pullPolicy: undefined },
            { image: "acr1/model:1", pullPolicy: "Never" },
            { image: "", pullPolicy: undefined },
        ]);
    });

    it("looks at what would keep new pods from coming: a pause, and each kind's strategy", async () => {
        const deployment = await view("deployments", { paused: true, strategy: { type: "Recreate" } });
        assert.deepEqual([deployment.paused, deployment.strategy], [true, "Recreate"]);
        const set = await view("statefulsets", { updateStrategy: { type: "OnDelete" } });
        assert.deepEqual([set.paused, set.strategy], [false, "OnDelete"]);
        const nothing = { containers: [], paused: false, strategy: undefined };
        assert.deepEqual(await view("daemonsets", undefined), nothing);
    });

    for (const plural of KINDS) {
        it(`sets kubectl's annotation on the pods of ${plural}`, async () => {
            server.store.put(plural, { metadata: { name: "web", namespace: NAMESPACE } });
            const at = new Date("2026-03-01T10:00:00Z");
            await restart(client, name(plural), at);
            const [patch] = server.requests;
            assert.equal(patch?.path, `/apis/apps/v1/namespaces/${NAMESPACE}/${plural}/web`);
            assert.equal(patch.headers["content-type"], "application/strategic-merge-patch+json");
            const annotations = { "kubectl.kubernetes.io/restartedAt": at.toISOString() };
            assert.deepEqual(JSON.parse(patch.body), { spec: { template: { metadata: { annotations } } } });
        });
    }

    it("names the right that is missing", async () => {
        server.fault = () => ({ code: 403, message: "no" });
        await assert.rejects(restart(client, name("daemonsets"), new Date()), {
            message: `no permission to patch daemonsets "web" in namespace "shop" on ${client.cluster} (no)`,
        });
    });
});
