import assert from "node:assert/strict";
import { mock } from "node:test";
import { DEFAULT_STARTUP_TAINT } from "../../../model/nodes/startupTaint";
import { kubernetesClient } from "../../../observe/cluster/client";
import { WatchedNodes } from "../../../observe/pods/watchedNodes";
import { ApiServer } from "../../support/apiServer";
import { node } from "../../support/objects";
import { until } from "../../support/until";

const PATH = "/api/v1/nodes";

describe("the nodes while pods are watched", () => {
    let server: ApiServer;
    let nodes: WatchedNodes;
    let now: number;

    beforeEach(async () => {
        server = await ApiServer.start();
        server.store.put("nodes", node("n1"));
        const client = await kubernetesClient({ kubeconfig: server.kubeconfig });
        now = 0;
        mock.method(performance, "now", () => now);
        nodes = new WatchedNodes(client, new AbortController().signal, 30_000);
        await nodes.start();
    });
    afterEach(async () => {
        mock.restoreAll();
        await server.down();
    });

    const asked = () =>
        server.requests.filter(({ path }) => path === PATH).map(({ query }) => query.get("fieldSelector") ?? "all");
    const held = (name: string) => {
        const spec = { taints: [{ key: DEFAULT_STARTUP_TAINT, effect: "NoSchedule" }] };
        server.store.put("nodes", { ...node(name), spec });
    };

    /** After so many milliseconds since the start. */
    async function refresh(at: number, ...wanted: string[]): Promise<void> {
        const before = nodes.byName;
        const count = asked().length;
        now = at;
        nodes.refresh(new Set(wanted));
        await until(() => nodes.byName !== before && asked().length > count, "the answer is there");
    }

    it("are all read again every 30 s, while pods wait on one", async () => {
        now = 29_999;
        nodes.refresh(new Set(["n1"]));
        assert.deepEqual(asked(), ["all"]);
        server.store.put("nodes", node("n1", { ready: false }));
        await refresh(30_000, "n1");
        assert.deepEqual([asked(), nodes.byName.get("n1")?.ready], [["all", "all"], false]);
        now = 59_999;
        nodes.refresh(new Set(["n1"]));
        assert.equal(asked().length, 2);
    });

    it("are not read while no pod waits on one", () => {
        now = 90_000;
        nodes.refresh(new Set());
        assert.deepEqual(asked(), ["all"]);
    });

    it("are read alone, every 2 s, where they are new", async () => {
        server.store.put("nodes", node("n2"));
        await refresh(2_000, "n1", "n2");
        assert.deepEqual([...nodes.byName.keys()], ["n1", "n2"]);
        assert.deepEqual(asked(), ["all", "metadata.name=n2"]);
        nodes.refresh(new Set(["n3"]));
        now = 3_999;
        nodes.refresh(new Set(["n3"]));
        assert.equal(asked().length, 2);
    });

    it("are read alone while a hold keeps pods away, until it lets them in or they are gone", async () => {
        held("n2");
        held("n3");
        await refresh(30_000, "n1");
        assert.deepEqual(
            nodes.joining.map(({ name }) => name),
            ["n2", "n3"],
        );
        server.store.put("nodes", node("n2"));
        server.store.remove({ plural: "nodes" }, "n3");
        await refresh(32_000);
        await until(() => nodes.byName.size === 2, "one is gone");
        assert.deepEqual([[...nodes.byName.keys()], nodes.joining], [["n1", "n2"], []]);
    });

    it("are read alone 20 at a time at most, without a warning on the user's terminal", async () => {
        const warnings: string[] = [];
        const note = ({ message }: Error) => warnings.push(message);
        process.on("warning", note);
        const wanted = Array.from({ length: 30 }, (_, index) => `new-${index}`);
        await refresh(2_000, ...wanted);
        await until(() => asked().length === 21, "20 were asked for");
        process.off("warning", note);
        assert.deepEqual(warnings, []);
    });

    it("stay as they were while the cluster is away", async () => {
        server.fault = () => ({ code: 500 });
        const before = nodes.byName;
        now = 30_000;
        nodes.refresh(new Set(["n1"]));
        await until(() => asked().length === 2, "all were asked for");
        now = 32_000;
        nodes.refresh(new Set(["n2"]));
        await until(() => asked().length === 3, "one was asked for");
        assert.equal(nodes.byName, before);
    });
});
