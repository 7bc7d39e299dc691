import assert from "node:assert/strict";
import { mock } from "node:test";
import { kubernetesClient } from "../../../observe/cluster/client";
import { NodeUsageReader } from "../../../observe/pods/nodeUsage";
import { ApiServer } from "../../support/apiServer";
import { until } from "../../support/until";

const PATH = "/apis/metrics.k8s.io/v1beta1/nodes";

describe("what the nodes use", () => {
    let server: ApiServer;
    let reader: NodeUsageReader;
    let now: number;

    beforeEach(async () => {
        server = await ApiServer.start();
        const client = await kubernetesClient({ kubeconfig: server.kubeconfig });
        reader = new NodeUsageReader(client, new AbortController().signal);
        now = 0;
        mock.method(performance, "now", () => now);
    });
    afterEach(async () => {
        mock.restoreAll();
        await server.down();
    });

    function uses(name: string, cpu?: string, memory?: string): void {
        server.store.put("nodes", { metadata: { name }, usage: cpu && { cpu, memory } });
    }

    async function read(): Promise<void> {
        const before = reader.byNode;
        reader.refresh();
        await until(() => reader.byNode !== before, "the answer is there");
    }

    it("is read in every unit that a metrics server writes", async () => {
        uses("a", "250000000n", "1024Ki");
        uses("b", "500000u", "2Mi");
        uses("c", "1500m", "3Gi");
        uses("d", "2", "4096");
        await read();
        assert.equal(server.requests[0]?.path, PATH);
        const all = [...reader.byNode].map(([name, { cores, memoryBytes }]) => [name, cores.toFixed(2), memoryBytes]);
        assert.deepEqual(all, [
            ["a", "0.25", 2 ** 20],
            ["b", "0.50", 2 ** 21],
            ["c", "1.50", 3 * 2 ** 30],
            ["d", "2.00", 4096],
        ]);
    });

    it("is not known of a node that was not measured, nor in another unit", async () => {
        uses("new");
        uses("odd", "1x", "1");
        await read();
        assert.deepEqual([...reader.byNode.keys()], ["odd"]);
        assert.ok(Number.isNaN(reader.byNode.get("odd")?.cores));
    });

    it("is asked for again after 15 s, as often as it is measured", async () => {
        uses("a", "1", "1");
        await read();
        now = 14_999;
        reader.refresh();
        assert.equal(server.asked("list", PATH), 1);
        now = 15_000;
        uses("a", "2", "1");
        await read();
        assert.equal(reader.byNode.get("a")?.cores, 2);
        assert.equal(server.asked("list", PATH), 2);
    });

    it("is no longer shown once the metrics server does not answer", async () => {
        uses("a", "1", "1");
        await read();
        server.fault = () => ({ code: 503 });
        now = 15_000;
        await read();
        assert.equal(reader.byNode.size, 0);
    });
});
