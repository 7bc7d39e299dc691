import assert from "node:assert/strict";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { claimName, ensureClaim, removeClaims, requireDefaultClass } from "../../../start/context/claims";
import { ensureNamespace, NAMESPACE, OURS, removeNamespace } from "../../../start/context/namespace";
import { ApiServer } from "../../support/apiServer";

const CLAIMS = "persistentvolumeclaims";

describe("what a cluster is prepared with for the sample", () => {
    let server: ApiServer;
    let client: KubernetesClient;

    beforeEach(async () => {
        server = await ApiServer.start();
        client = await kubernetesClient({ kubeconfig: server.kubeconfig });
    });
    afterEach(() => server.down());

    const storageClass = (name: string, isDefault: boolean) =>
        server.store.put("storageclasses", {
            metadata: {
                name,
                ...{ annotations: { "storageclass.kubernetes.io/is-default-class": String(isDefault) } },
            },
        });
    const claim = (name: string) => server.store.get({ plural: CLAIMS, namespace: NAMESPACE }, name);
    const namespace = () => server.store.get({ plural: "namespaces" }, NAMESPACE);
    const writes = () => server.requests.filter(({ method }) => method !== "GET").length;

    describe("the namespace", () => {
        it("is made under Pod Security restricted, once", async () => {
            assert.equal(await ensureNamespace(client), true);
            assert.equal(await ensureNamespace(client), false);
            assert.equal(namespace()?.metadata.labels?.["pod-security.kubernetes.io/enforce"], "restricted");
            assert.equal(writes(), 1);
        });

        it("goes again", async () => {
            await ensureNamespace(client);
            assert.equal(await removeNamespace(client), true);
            assert.equal(namespace(), undefined);
            assert.equal(await removeNamespace(client), true);
        });

        it("stays as it is where somebody else made it", async () => {
            server.store.put("namespaces", { metadata: { name: NAMESPACE, labels: { team: "platform" } } });
            await ensureNamespace(client);
            assert.equal(await removeNamespace(client), false);
            assert.deepEqual(namespace()?.metadata.labels, { team: "platform" });
            assert.equal(writes(), 0);
        });

        it("names what the user may not do", async () => {
            server.fault = ({ method }) => (method === "POST" ? { code: 403, message: "forbidden" } : undefined);
            await assert.rejects(ensureNamespace(client), /no permission to create namespaces "image-delivery-sample"/);
        });
    });

    describe("the claim", () => {
        it("is made once, and leaves the class to the cluster", async () => {
            await ensureClaim(client, "database-1");
            await ensureClaim(client, "database-1");
            const made = claim("database-1")?.spec as { storageClassName?: string; accessModes: string[] };
            assert.deepEqual(made.accessModes, ["ReadWriteOnce"]);
            assert.equal(made.storageClassName, undefined);
            assert.equal(writes(), 1);
        });

        it("is another one for another image", () => {
            const name = (digit: string) => claimName(`acr1.azurecr.io/sample@sha256:${digit.repeat(64)}`);
            assert.equal(name("a"), "database-aaaaaaaaaaaa");
            assert.notEqual(name("a"), name("b"));
        });

        it("goes with its image, and those of others stay", async () => {
            await ensureClaim(client, "database-1");
            await ensureClaim(client, "database-2");
            server.store.put(CLAIMS, { metadata: { name: "theirs", namespace: NAMESPACE } });
            await removeClaims(client, "database-2");
            assert.equal(claim("database-1"), undefined);
            assert.deepEqual(claim("database-2")?.metadata.labels, OURS);
            await removeClaims(client);
            assert.equal(claim("database-2"), undefined);
            assert.ok(claim("theirs"));
        });
    });

    describe("the class of its volume", () => {
        it("is the default one", async () => {
            storageClass("slow", false);
            storageClass("managed-csi", true);
            await requireDefaultClass(client);
        });

        it("is missed with a way to choose one", async () => {
            storageClass("slow", false);
            await assert.rejects(
                requireDefaultClass(client),
                /no default StorageClass .* it has slow; .* kubectl --context fake annotate storageclass NAME .*=true$/,
            );
        });

        it("is missed where there is none at all", async () => {
            await assert.rejects(requireDefaultClass(client), /it has no StorageClass at all$/);
        });

        it("is believed in where the user may not look", async () => {
            server.fault = () => ({ code: 403 });
            await requireDefaultClass(client);
        });
    });
});
