import assert from "node:assert/strict";
import { Agent, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mock } from "node:test";
import * as fc from "fast-check";
import { kubernetesClient } from "../../../observe/cluster/client";
import { noAnswer } from "../../../observe/cluster/errors";
import { getJson } from "../../../observe/cluster/request";
import { NODES } from "../../../observe/cluster/resources";
import { backOffMs } from "../../../observe/follow/backOff";
import { openWatch } from "../../../observe/follow/watchStream";
import { ApiServer } from "../../support/apiServer";
import { node } from "../../support/objects";

const ASKED = { verb: "list", resource: "nodes" } as const;
const NODES_REQUEST = { path: "/api/v1/nodes", asked: ASKED };

describe("a connection to the API server", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await ApiServer.start();
    });

    afterEach(() => server.down());

    const client = (change: (config: Record<string, Record<string, object>[]>) => void = () => undefined) => {
        const config = JSON.parse(server.kubeconfig);
        change(config);
        return kubernetesClient({ kubeconfig: JSON.stringify(config) });
    };

    // client-go: tools/clientcmd/client_config.go reads who asks only where the server has TLS.
    it("needs no TLS, as behind `kubectl proxy`, and shows no credential without it", async () => {
        server.store.put("nodes", node("n1"));
        const cluster = { server: server.url };
        const plain = await client(({ clusters = [] }) => Object.assign(clusters[0] ?? {}, { cluster }));
        assert.equal((await getJson<{ items: unknown[] }>(plain, NODES_REQUEST)).items.length, 1);
        assert.equal((await plain.core.listNode()).items.length, 1);
        const shown = server.requests.map(({ headers }) => headers.authorization);
        assert.deepEqual(shown, [undefined, undefined]);
    });

    it("ends a watch that is silent for too long, as if the API server had ended it", async () => {
        const watch = await openWatch(await client(), NODES, {}, "100", new AbortController().signal, 500);
        server.store.put("nodes", node("n1"));
        const names: (string | undefined)[] = [];
        for await (const { object } of watch) {
            names.push(object.metadata.name);
        }
        assert.deepEqual(names, ["n1"]);
    });

    it("leaves out a line that was cut off", async () => {
        const broken = createServer((_, response) => {
            response.write('{"type":"ADDED","object":{"metadata":{"name":"n1"}}}\n{"type":"ADD', () =>
                response.socket?.destroy(),
            );
        });
        await new Promise<void>((resolve) => broken.listen(0, "127.0.0.1", resolve));
        const address = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`;
        const cut = await client(({ clusters = [] }) => Object.assign(clusters[0]?.cluster ?? {}, { server: address }));
        const names: (string | undefined)[] = [];
        const watch = await openWatch(cut, NODES, {}, "100", new AbortController().signal);
        const reading = (async () => {
            for await (const { object } of watch) {
                names.push(object.metadata.name);
            }
        })();
        await assert.rejects(reading, { name: "ClusterError", kind: "unreachable" });
        assert.deepEqual(names, ["n1"]);
        broken.close();
    });

    it("names a credential plugin that is not installed, and asks nothing", async () => {
        const exec = { apiVersion: "client.authentication.k8s.io/v1", command: "no-such-kubelogin" };
        const withPlugin = await client(({ users = [] }) => Object.assign(users[0] ?? {}, { user: { exec } }));
        await assert.rejects(getJson(withPlugin, NODES_REQUEST), {
            kind: "kubeconfig",
            message: /^no credentials for the cluster of context "fake" .*no-such-kubelogin/,
        });
        assert.equal(server.requests.length, 0);
    });

    it("is given up after 30 s where packets are dropped, and none comes to stand", async () => {
        const dropped = await client();
        const begun = new Promise<void>((resolve) => {
            const agent = Object.assign(new Agent(), { createConnection: () => resolve() });
            dropped.config.applyToHTTPSOptions = async (options) => void Object.assign(options, { agent });
        });
        mock.timers.enable({ apis: ["setTimeout"] });
        try {
            const asked = getJson(dropped, NODES_REQUEST);
            await begun;
            mock.timers.tick(30_000);
            await assert.rejects(asked, { kind: "unreachable", message: /cannot be reached: no answer for 30 s$/ });
        } finally {
            mock.timers.reset();
        }
    });

    it("names what answers like no API server", async () => {
        const portal = createServer((_, response) => response.end("<html>Please sign in</html>"));
        await new Promise<void>((resolve) => portal.listen(0, "127.0.0.1", resolve));
        const address = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
        const stranger = await client(({ clusters = [] }) =>
            Object.assign(clusters[0]?.cluster ?? {}, { server: address }),
        );
        await assert.rejects(getJson(stranger, NODES_REQUEST), {
            message: /did not answer as an API server: <html>Please sign in/,
        });
        portal.close();
    });

    it("knows which faults may heal", () => {
        const kind = (code: string) => noAnswer({ code, message: "m" }, ASKED, "it");
        assert.deepEqual(
            ["ENOTFOUND", "ECONNRESET", "SELF_SIGNED_CERT_IN_CHAIN", "CERT_HAS_EXPIRED", "EPROTO"].map(
                (code) => kind(code).heals,
            ),
            [true, true, false, false, false],
        );
        assert.match(kind("CERT_HAS_EXPIRED").message, /was not trusted: m \(CERT_HAS_EXPIRED\); check the kubeconfig/);
    });
});

describe("the back-off", () => {
    it("is none after no failure, and at most 5 s however many there were", () => {
        fc.assert(
            fc.property(fc.nat(2000), fc.double({ min: 0, max: 0.999, noNaN: true }), (failures, random) => {
                const wait = backOffMs(failures, () => random);
                assert.ok(failures === 0 ? wait === 0 : wait >= 100 && wait <= 5000, `${wait} ms`);
            }),
        );
    });

    it("doubles from 0.2 s", () => {
        assert.deepEqual(
            [1, 2, 3, 4, 5, 6, 7].map((n) => backOffMs(n, () => 0)),
            [200, 400, 800, 1600, 3200, 5000, 5000],
        );
    });
});
