import assert from "node:assert/strict";
import { mock } from "node:test";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { type TestPullOptions, testPull } from "../../../observe/testPull/run";
import { ApiServer } from "../../support/apiServer";
import { fakeKubelet, type Pull } from "../../support/fakeKubelet";
import { IMAGE } from "../../support/images";
import type { StoredObject } from "../../support/objectStore";
import { NAMESPACE } from "../../support/objects";
import { until } from "../../support/until";

const PULLED: Pull = { reason: "Pulled", message: `Successfully pulled image "${IMAGE}" in 20s.` };
const PULLING: Pull = { reason: "Pulling", message: `Pulling image "${IMAGE}"` };
const FAILED: Pull = { reason: "Failed", message: `Failed to pull image "${IMAGE}": x509: bad` };

describe("the run of a test pull", () => {
    let server: ApiServer;
    let client: KubernetesClient;
    let stop: AbortController;
    let lines: string[];
    let now: number;

    beforeEach(async () => {
        server = await ApiServer.start();
        client = await kubernetesClient({ kubeconfig: server.kubeconfig });
        stop = new AbortController();
        lines = [];
        now = 0;
        mock.method(performance, "now", () => now);
    });
    afterEach(async () => {
        mock.restoreAll();
        await server.down();
    });

    const run = (different: Partial<TestPullOptions> = {}) =>
        testPull(client, {
            namespace: NAMESPACE,
            image: IMAGE,
            targets: ["a", "b"],
            nodes: new Map(),
            timeoutSeconds: 600,
            onProgress: (line) => lines.push(line),
            signal: stop.signal,
            ...different,
        });
    const made = () =>
        server.requests
            .filter(({ method }) => method === "POST")
            .map(({ body }) => JSON.parse(body) as StoredObject & { spec: { nodeName?: string } });
    const left = () =>
        (server.store.page({ plural: "pods" }, new URLSearchParams(), 500) as { items: unknown[] }).items;

    it("creates one pod for each node, all of one run, tells what came of each, and removes them", async () => {
        fakeKubelet(server, ({ spec }) => (spec.nodeName === "a" ? PULLED : FAILED));
        const results = await run();
        assert.deepEqual(
            results.map(({ node, state }) => [node, state]),
            [
                ["a", "pulled"],
                ["b", "failed"],
            ],
        );
        const [first, second] = made();
        assert.match(first?.metadata.name ?? "", /^test-pull-[0-9a-f]{8}-0$/);
        assert.deepEqual([first?.spec.nodeName, second?.spec.nodeName], ["a", "b"]);
        assert.deepEqual(first?.metadata.labels, second?.metadata.labels);
        assert.equal(lines.at(-1), "2 of 2 done");
        assert.deepEqual(left(), []);
    });

    it("leaves the choice of the node to the scheduler where none is named", async () => {
        fakeKubelet(server, () => PULLED);
        const [result] = await run({ targets: [undefined] });
        assert.deepEqual([made()[0]?.spec.nodeName, result?.node], [undefined, "chosen-by-scheduler"]);
    });

    it("fails what is still pulling when the time is up, and does not wait longer", async () => {
        fakeKubelet(server, () => PULLING);
        const running = run({ targets: ["a"] });
        await until(() => lines.at(-1)?.startsWith("0 of 1 done; a: ") === true, "it pulls");
        now += 600_001;
        const [result] = await running;
        assert.match(result?.state === "failed" ? result.text : "", /^not done after 600 s: /);
        assert.deepEqual(left(), []);
    });

    it("says that a pod was not seen before the time was up", async () => {
        server.fault = ({ method }) => {
            now += method === "POST" ? 600_001 : 0;
            return undefined;
        };
        const [result] = await run({ targets: ["a"] });
        assert.deepEqual(result, { node: "a", state: "failed", text: "not known after 600 s: its pod was not seen" });
    });

    it("says that the cluster went away where that is why nothing is known", async () => {
        const ofRun = /^aks-image-delivery\/run=/;
        server.fault = ({ query }) => (ofRun.test(query.get("labelSelector") ?? "") ? { code: 500 } : undefined);
        const running = run({ targets: ["a"] });
        const lists = () => server.requests.filter(({ query }) => ofRun.test(query.get("labelSelector") ?? "")).length;
        await until(() => lists() > 1, "it is asked again, after it was known to fail");
        now += 600_001;
        const [result] = await running;
        assert.match(result?.state === "failed" ? result.text : "", /^not known after 600 s: .* could not list pods/);
        assert.deepEqual(lines, [], "what is not up to date is not told");
    });

    it("removes its pods when it is ended, and rejects", async () => {
        fakeKubelet(server, () => PULLING);
        const running = run();
        running.catch(() => undefined);
        await until(() => lines.length > 0, "it says how far it is");
        stop.abort();
        await assert.rejects(running, /the waiting was cancelled/);
        assert.deepEqual(left(), []);
        await until(() => server.watchCount === 0, "no watch is left");
    });

    it("creates nothing more once it is ended", async () => {
        stop.abort();
        await assert.rejects(run(), /the waiting was cancelled/);
        assert.deepEqual(made(), []);
    });

    it("removes the pods that it could create where another is refused", async () => {
        let refusals = 1;
        server.fault = ({ method }) => (method === "POST" && refusals-- > 0 ? { code: 403, message: "no" } : undefined);
        await assert.rejects(run(), /no permission to create pods in namespace "shop"/);
        assert.deepEqual([made().length, left()], [2, []]);
    });
});
