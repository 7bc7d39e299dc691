// What client-go does, and so kubectl: rest/with_retry.go asks again where the API server says when, up to 10 times.
import assert from "node:assert/strict";
import { kubernetesClient } from "../../../observe/cluster/client";
import { checkAccess, listNodes } from "../../../observe/cluster/cluster";
import { collected } from "../../../observe/cluster/lists";
import { ownerOf } from "../../../observe/cluster/owner";
import { clusterAheadMs } from "../../../observe/cluster/time";
import { bringBack } from "../../../observe/gate/prepullEnd";
import { restart } from "../../../observe/pods/restart";
import { ApiServer, type Fault } from "../../support/apiServer";
import { node } from "../../support/objects";

describe("an API server that says when to ask again", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await ApiServer.start();
        server.store.put("nodes", node("n1"));
    });
    afterEach(() => server.down());

    const client = () => kubernetesClient({ kubeconfig: server.kubeconfig });
    const nodes = async () => collected(listNodes(await client()));

    function refuse(times: number, fault: Fault): void {
        let left = times;
        server.fault = () => (left-- > 0 ? fault : undefined);
    }

    for (const code of [429, 500, 503]) {
        it(`is asked again after ${code}`, async () => {
            refuse(3, { code, retryAfter: 0 });
            assert.equal((await nodes()).length, 1);
            assert.equal(server.requests.length, 4);
        });
    }

    it("is asked 10 times more, and then told", async () => {
        refuse(99, { code: 429, message: "too many requests", retryAfter: 0 });
        await assert.rejects(nodes(), { kind: "busy", message: /429: too many requests/ });
        assert.equal(server.requests.length, 11);
    });

    it("is not waited for when it says longer than half a minute", async () => {
        refuse(1, { code: 503, retryAfter: 31 });
        await assert.rejects(nodes(), { kind: "busy" });
    });

    it("is not waited for by what is ended meanwhile", async () => {
        const ended = new AbortController();
        server.fault = () => {
            setTimeout(() => ended.abort(), 500);
            return { code: 429, retryAfter: 30 };
        };
        const began = performance.now();
        assert.equal(await clusterAheadMs(await client(), ended.signal), 0);
        assert.ok(performance.now() - began < 15_000);
    });

    it("is not asked again when it does not say when, or refuses for good", async () => {
        for (const fault of [{ code: 503 }, { code: 403, retryAfter: 0 }]) {
            server.requests.length = 0;
            refuse(1, fault);
            await assert.rejects(nodes());
            assert.equal(server.requests.length, 1);
        }
    });

    it("is asked again for its time, for whose an object is, and to change one", async () => {
        const pods = { selector: { matchLabels: { app: "pre" } }, template: { spec: { affinity: {} } } };
        const annotations = { "aks-image-delivery/owner": "team/shop/dev" };
        const metadata = { namespace: "shop", name: "pre", annotations };
        server.store.put("daemonsets", { metadata, spec: pods });
        refuse(1, { code: 429, retryAfter: 0 });
        await clusterAheadMs(await client());
        assert.equal(server.requests.length, 2);
        refuse(1, { code: 429, retryAfter: 0 });
        const object = { kind: "DaemonSet", namespace: "shop", name: "pre" } as const;
        assert.equal(await ownerOf({ kubeconfig: server.kubeconfig }, object), "team/shop/dev");
        refuse(1, { code: 429, retryAfter: 0 });
        await bringBack(await client(), "shop", "pre");
    });

    it("is asked again for what a user may do, and to restart something", async () => {
        const metadata = { namespace: "shop", name: "api" };
        server.store.put("deployments", { metadata, spec: { template: {} } });
        refuse(1, { code: 429, retryAfter: 0 });
        const may = { verb: "create", resource: "pods", namespace: "shop" } as const;
        assert.deepEqual(await checkAccess(await client(), [may]), []);
        refuse(1, { code: 429, retryAfter: 0 });
        await restart(await client(), { plural: "deployments", ...metadata }, new Date());
    });
});
