import assert from "node:assert/strict";
import { kubernetesClient } from "../../../observe/cluster/client";
import { listNodes } from "../../../observe/cluster/cluster";
import { collected, unlessForbidden } from "../../../observe/cluster/lists";
import { ApiServer } from "../../support/apiServer";
import { node } from "../../support/objects";

describe("a list that a verb can do without", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await ApiServer.start();
    });
    afterEach(() => server.down());

    const nodes = async () =>
        collected(unlessForbidden(listNodes(await kubernetesClient({ kubeconfig: server.kubeconfig }))));

    it("is empty where it may not be read", async () => {
        server.fault = () => ({ code: 403 });
        assert.deepEqual(await nodes(), []);
    });

    it("fails where the cluster cannot be reached, or refuses for another reason", async () => {
        server.fault = () => ({ code: 401 });
        await assert.rejects(nodes(), { kind: "unauthenticated" });
        await server.down();
        await assert.rejects(nodes(), { kind: "unreachable" });
    });
});

describe("a list that the API server compresses, as it does from 128 KiB on", () => {
    let server: ApiServer;
    before(async () => {
        server = await ApiServer.start();
    });
    after(() => server.down());

    it("is read as any other", async () => {
        const note = "x".repeat(140_000);
        server.store.put("nodes", { ...node("n1"), metadata: { name: "n1", labels: { note } } });
        const listed = await collected(listNodes(await kubernetesClient({ kubeconfig: server.kubeconfig })));
        assert.deepEqual(
            listed.map(({ name }) => name),
            ["n1"],
        );
    });
});
