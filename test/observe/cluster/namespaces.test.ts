import assert from "node:assert/strict";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { homeNamespace, requireNamespace } from "../../../observe/cluster/namespaces";
import { ownerOf } from "../../../observe/cluster/owner";
import { ApiServer } from "../../support/apiServer";
import { NAMESPACE } from "../../support/objects";

describe("the namespace that is looked at", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await ApiServer.start();
    });
    afterEach(() => server.down());

    function client(namespace?: string): Promise<KubernetesClient> {
        const config = JSON.parse(server.kubeconfig);
        config.contexts[0].context.namespace = namespace;
        return kubernetesClient({ kubeconfig: JSON.stringify(config) });
    }

    it("is the one given, the context's, or default; an empty one is none", async () => {
        assert.equal(homeNamespace(await client("team"), NAMESPACE), NAMESPACE);
        assert.equal(homeNamespace(await client("team"), ""), "team");
        assert.equal(homeNamespace(await client(""), undefined), "default");
        assert.equal(homeNamespace(await client(), undefined), "default");
    });

    it("has to be there, and is believed where it may not be read", async () => {
        const { cluster, ...rest } = await client();
        const asked = () => requireNamespace({ cluster, ...rest }, NAMESPACE);
        await assert.rejects(asked(), {
            kind: "notFound",
            message: `${cluster} has no namespace "${NAMESPACE}"; see: kubectl get namespaces`,
        });
        server.store.put("namespaces", { metadata: { name: NAMESPACE } });
        await asked();
        server.fault = () => ({ code: 403 });
        await asked();
        server.fault = () => ({ code: 401 });
        await assert.rejects(asked(), { kind: "unauthenticated" });
    });
});

describe("the stack that created an object", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await ApiServer.start();
    });
    afterEach(() => server.down());

    const KINDS = { DaemonSet: "daemonsets", Deployment: "deployments", Job: "jobs", Service: "services" } as const;
    const owner = (kind: keyof typeof KINDS) =>
        ownerOf({ kubeconfig: server.kubeconfig }, { kind, namespace: NAMESPACE, name: "api" });

    for (const [kind, plural] of Object.entries(KINDS) as [keyof typeof KINDS, string][]) {
        it(`is in the annotation of a ${kind}, and not known without one or without the object`, async () => {
            assert.equal(await owner(kind), undefined);
            const metadata = { name: "api", namespace: NAMESPACE };
            server.store.put(plural, { metadata });
            assert.equal(await owner(kind), undefined);
            const annotations = { "aks-image-delivery/owner": "team/shop/dev" };
            server.store.put(plural, { metadata: { ...metadata, ...{ annotations } } });
            assert.equal(await owner(kind), "team/shop/dev");
        });
    }

    it("is not known where the cluster cannot be asked", async () => {
        server.fault = () => ({ code: 500 });
        assert.equal(await owner("Job"), undefined);
    });
});
