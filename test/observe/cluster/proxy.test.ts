import assert from "node:assert/strict";
import { kubernetesClient } from "../../../observe/cluster/client";
import { getJson } from "../../../observe/cluster/request";
import { ApiServer } from "../../support/apiServer";
import { node } from "../../support/objects";
import { ProxyServer } from "../../support/proxyServer";

const REQUEST = { path: "/api/v1/nodes", asked: { verb: "list", resource: "nodes" } } as const;

describe("a cluster behind a proxy", () => {
    let server: ApiServer;
    let proxy: ProxyServer;

    beforeEach(async () => {
        server = await ApiServer.start();
        server.store.put("nodes", node("n1"));
        proxy = await ProxyServer.start(server.url);
    });
    afterEach(async () => {
        await proxy.stop();
        await server.down();
    });

    function client(address: string, more: object = {}) {
        const config = JSON.parse(server.kubeconfig);
        Object.assign(config.clusters[0].cluster, { server: address, ...more });
        return kubernetesClient({ kubeconfig: JSON.stringify(config) });
    }

    it("is asked through it, by both ways of asking", async () => {
        const cluster = await client("http://aks.test:8080");
        const { items } = await getJson<{ items: unknown[] }>(cluster, REQUEST);
        assert.equal(items.length, 1);
        assert.equal((await cluster.core.listNode()).items.length, 1);
        assert.deepEqual([...new Set(proxy.seen)], ["CONNECT aks.test:8080"]);
    });

    it("is asked directly on this machine", async () => {
        await getJson(await client(server.url), REQUEST);
        assert.deepEqual(proxy.seen, []);
    });

    it("is asked through the proxy of the kubeconfig before that of the variables", async () => {
        const other = await client("http://aks.test:8080", { "proxy-url": "http://127.0.0.1:9" });
        await assert.rejects(getJson(other, REQUEST), /cannot be reached: connection refused/);
        assert.deepEqual(proxy.seen, []);
    });

    it("is told with the proxy, and without its password", async () => {
        proxy.status = 403;
        const cluster = await client("http://aks.test:8080");
        await assert.rejects(getJson(cluster, REQUEST), ({ message }: Error) => {
            assert.ok(message.startsWith(`${cluster.cluster} cannot be reached`), message);
            return message.includes(`through the proxy ${proxy.host}`) && !message.includes("secret");
        });
    });
});
