import assert from "node:assert/strict";
import type { ApiServer } from "../../../support/apiServer";
import { access, pullingPod, runningPod, startCluster, stuckPod, writes } from "../../../support/cluster";
import { IMAGE } from "../../../support/images";
import { event } from "../../../support/objects";
import { runHere } from "../../../support/runHere";

describe("image-delivery status", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await startCluster();
    });
    afterEach(() => server.down());

    const status = (...words: string[]) => runHere(["status", ...access(server), ...words]);

    it("exits 0 when every pod runs or waits normally", async () => {
        server.store.put("pods", runningPod("web-a"));
        pullingPod(server, "web-b");
        const { code, stdout } = await status();
        assert.equal(code, 0, stdout);
        assert.match(stdout, /^2 pods in namespace shop: 1 waiting, 0 of them stuck\.\n\nWaiting normally:\n/);
        assert.match(stdout, /shop\/web-b \(n1\) pulls for \d+ s: acr1\.azurecr\.io\/zoneapi:1/);
    });

    it("exits 1 at a fault, and says it once for all its pods, with what to do", async () => {
        for (const name of ["web-a", "web-b", "web-c", "web-d", "web-e"]) {
            stuckPod(server, name);
        }
        const { code, stdout } = await status();
        assert.equal(code, 1);
        assert.equal(stdout.match(/^not found: /gm)?.length, 1, stdout);
        assert.match(stdout, /pods {2}5: shop\/web-a \(n1\).* and 2 more/);
        assert.match(stdout.replace(/\s+/g, " "), /`image-delivery tags acr1\.azurecr\.io\/zoneapi`/);
        assert.ok(stdout.split("\n").every((line) => line.length <= 100));
    });

    it("prints all pods as JSON", async () => {
        stuckPod(server, "web-a");
        pullingPod(server, "web-b");
        const report = JSON.parse((await status("--output", "json")).stdout);
        assert.deepEqual(Object.keys(report), ["pods", "faults", "waiting"]);
        const [fault] = report.faults;
        assert.deepEqual([fault.cause, fault.image, fault.pods.length], ["notFound", IMAGE, 1]);
        assert.deepEqual([report.waiting[0].name, report.waiting[0].phase], ["web-b", "pulling"]);
    });

    it("lets no control characters through", async () => {
        stuckPod(server, "web-a", { waiting: { reason: "ErrImagePull", message: "\u001b[31mx509:\u0007 bad" } });
        const { stdout } = await status();
        assert.match(stdout, /x509: bad/);
        assert.doesNotMatch(stdout, /[^\P{Cc}\n]/u);
    });

    it("does without nodes and sizes where they may not be read", async () => {
        stuckPod(server, "web-a");
        server.fault = ({ path }) => (/\/(nodes|daemonsets)$/.test(path) ? { code: 403 } : undefined);
        assert.equal((await status()).code, 1);
    });

    it("exits 2 when it may not look, and when there is no such namespace", async () => {
        const typo = await runHere(["status", "--kubeconfig", server.kubeconfig, "-n", "shpo"]);
        assert.deepEqual([typo.code, typo.stdout], [2, ""]);
        assert.match(typo.stderr, /^image-delivery: the cluster .* has no namespace "shpo"; .*\n$/);
        server.fault = ({ path }) => (path.endsWith("/pods") ? { code: 403, message: "no" } : undefined);
        const { code, stderr } = await status();
        assert.equal(code, 2);
        assert.match(stderr, /no permission to list pods in namespace "shop"/);
    });

    it("only reads", async () => {
        stuckPod(server, "web-a");
        await status();
        assert.deepEqual(writes(server), []);
    });

    it("takes the events about other pods from the cluster in pages and keeps none of them", async () => {
        server.pageSize = 10;
        stuckPod(server, "web-a");
        for (let at = 0; at < 35; at += 1) {
            const other = { kind: "Pod", name: `other-${at}`, uid: `other-${at}` };
            server.store.put("events", event(other, "Failed", `Failed to pull image "${IMAGE}": x509: bad`));
        }
        const report = JSON.parse((await status("--output", "json")).stdout);
        assert.equal(server.requests.filter(({ path }) => path.endsWith("/events")).length, 4);
        assert.equal(report.faults.length, 1);
    });
});
