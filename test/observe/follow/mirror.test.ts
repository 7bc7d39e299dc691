import assert from "node:assert/strict";
import { mock } from "node:test";
import { kubernetesClient } from "../../../observe/cluster/client";
import { NODES } from "../../../observe/cluster/resources";
import { Mirror, withMirror } from "../../../observe/follow/mirror";
import { ApiServer } from "../../support/apiServer";
import { node } from "../../support/objects";
import { until } from "../../support/until";

describe("a mirror of a cluster that was away", () => {
    let server: ApiServer;
    let mirror: Mirror;
    let now = 5_000;

    beforeEach(async () => {
        server = await ApiServer.start();
        mirror = new Mirror(await kubernetesClient({ kubeconfig: server.kubeconfig }));
        mock.method(performance, "now", () => now);
    });

    afterEach(async () => {
        mock.restoreAll();
        await mirror.close();
        await server.down();
    });

    it("is away for another second, in which what was missed comes in", async () => {
        const nodes = mirror.keep({ resource: NODES });
        await until(() => mirror.complete && server.watchCount === 1, "a watch stands");
        await server.down();
        await until(() => mirror.away !== undefined, "the absence is seen");
        await server.up();
        server.store.put("nodes", node("aks-1"));
        await until(() => nodes.size === 1, "the cluster answers again");
        assert.match(mirror.away?.message ?? "", /cannot be reached/);
        now += 999;
        assert.notEqual(mirror.away, undefined);
        now += 1;
        assert.equal(mirror.away, undefined);
    });
});

describe("a mirror whose end was asked for before it began, such as while the client was loading", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await ApiServer.start();
    });
    afterEach(() => server.down());

    it("waits for nothing", async () => {
        const access = { kubeconfig: server.kubeconfig };
        const reading = { who: "the test", role: "test", resources: ["nodes"] };
        const waiting = withMirror({ access, signal: AbortSignal.abort() }, reading, async (mirror) => {
            mirror.keep({ resource: NODES });
            await mirror.wait(100);
        });
        await assert.rejects(waiting, /the waiting was cancelled/);
    });
});
