import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiServer } from "../../../support/apiServer";
import { SHOP_IMAGE } from "../../../support/images";
import { event, NAMESPACE } from "../../../support/objects";
import { runHere } from "../../../support/runHere";

const HOUR_MS = 3_600_000;

describe("image-delivery history", () => {
    let server: ApiServer;
    let folder: string;

    beforeEach(async () => {
        server = await ApiServer.start();
        folder = mkdtempSync(join(tmpdir(), "history-"));
        process.env.XDG_STATE_HOME = folder;
    });
    afterEach(async () => {
        delete process.env.XDG_STATE_HOME;
        await server.down();
        rmSync(folder, { recursive: true, force: true });
    });

    const history = (...words: string[]) => {
        const where = words.includes("-n") ? [] : ["-A"];
        return runHere(["history", "--kubeconfig", server.kubeconfig, ...where, ...words]);
    };

    /** A pull that ended `agoMs` before now. */
    function pulled(
        pod: string,
        node: string,
        seconds: number,
        waiting: number,
        agoMs = 60_000,
        namespace = NAMESPACE,
    ): void {
        const times = `${seconds}s (${seconds + waiting}s including waiting)`;
        const text = `Successfully pulled image "${SHOP_IMAGE}" in ${times}. Image size: 650000000 bytes.`;
        const pulled = event({ kind: "Pod", name: pod, uid: pod }, "Pulled", text, Date.now() - agoMs);
        server.store.put("events", {
            ...pulled,
            metadata: { name: `${pod}.Pulled`, namespace },
            involvedObject: { kind: "Pod", name: pod, namespace, uid: pod },
            source: { host: node },
        });
    }

    it("looks back to the beginning for more days than a calendar has", async () => {
        const { code, stdout } = await history("--since", "99999999999d", "-o", "json");
        assert.equal(code, 0);
        assert.equal(JSON.parse(stdout).since, "1970-01-01T00:00:00.000Z");
    });

    it("names a certificate authority of the kubeconfig that cannot be read", async () => {
        const kubeconfig = JSON.parse(server.kubeconfig);
        kubeconfig.clusters[0].cluster["certificate-authority"] = "/nowhere/ca.crt";
        const { code, stderr } = await runHere(["history", "--kubeconfig", JSON.stringify(kubeconfig)]);
        assert.equal(code, 2);
        assert.match(stderr, /^image-delivery: no credentials for the cluster .*'\/nowhere\/ca.crt'\n$/);
    });

    it("prints percentiles, speed and the share of waiting per image and node", async () => {
        pulled("p1", "a", 10, 0);
        pulled("p2", "a", 30, 0);
        pulled("p3", "b", 65, 65);
        const { code, stdout } = await history();
        assert.equal(code, 0);
        assert.match(stdout, /^3 pulls since .* on fake\n\nacr1\.azurecr\.io\/shop\/api:1\.2 \(650 MB\)\n/);
        assert.match(stdout, /\nall 2 nodes +3 .*\nb +1 +65 s +65 s +65 s +65 s +10\.0 +50 %\na +2 +10 s +30 s /);
        assert.match(stdout, /\na +2 +10 s +30 s +30 s +30 s +32\.5 +0 %\n/);
    });

    it("shows the slowest nodes of many", async () => {
        for (let index = 0; index < 25; index += 1) {
            pulled(`p${index}`, `n${index}.`, 1 + index, 0);
        }
        const { stdout } = await history();
        assert.match(stdout, /\nand 5 faster nodes, all of them with --output json\n$/);
        assert.ok(stdout.includes("\nn24.") && stdout.includes("\nn5.") && !stdout.includes("\nn4."));
    });

    it("remembers what the cluster has forgotten, and counts nothing twice", async () => {
        pulled("p1", "a", 10, 0);
        await history();
        await history();
        server.store.remove({ plural: "events", namespace: NAMESPACE }, "p1.Pulled");
        const { stdout } = await history("-o", "json");
        assert.equal(server.asked("list", "/api/v1/events"), 3);
        assert.equal(JSON.parse(stdout).pulls, 1);
    });

    it("keeps clusters apart", async () => {
        pulled("p1", "a", 10, 0);
        await history();
        await server.down();
        server = await ApiServer.start();
        assert.match((await history()).stdout, /^0 pulls since .*\nA cluster keeps its events for an hour/);
    });

    it("looks back as far as it is pulled, and at one namespace", async () => {
        pulled("p1", "a", 10, 0);
        pulled("p2", "a", 10, 0, 2 * HOUR_MS);
        pulled("p3", "a", 10, 0, 60_000, "other");
        const count = async (...words: string[]) => JSON.parse((await history("-o", "json", ...words)).stdout).pulls;
        assert.equal(await count(), 3);
        assert.equal(await count("--since", "1h"), 2);
        assert.equal(await count("--since", "1h", "-n", NAMESPACE), 1);
    });

    it("prints stable JSON", async () => {
        pulled("p1", "a", 10, 0);
        const report = JSON.parse((await history("-o", "json")).stdout);
        assert.deepEqual(Object.keys(report), ["cluster", "since", "until", "pulls", "images", "nodes"]);
        assert.deepEqual([report.images[0].p50, report.nodes[0].node, report.nodes[0].waitingShare], [10, "a", 0]);
    });

    it("writes a page", async () => {
        pulled("p1", "a", 10, 0);
        const { stderr } = await history("--html", join(folder, "page.html"));
        assert.match(stderr, /the page is in .*page\.html/);
        assert.match(
            readFileSync(join(folder, "page.html"), "utf8"),
            /^<!doctype html>[\s\S]*acr1\.azurecr\.io\/shop\/api/,
        );
    });

    it("says what it may not read, and the commands that allow it", async () => {
        server.fault = () => ({ code: 403, message: 'User "ci" cannot list resource "events"' });
        const { code, stderr } = await history();
        assert.equal(code, 2);
        assert.match(
            stderr,
            /no permission to list events[\s\S]*clusterrole image-delivery-history --verb=list,watch --resource=events/,
        );
    });

    for (const [words, text] of [
        [["--since", "yesterday"], /It must be a duration/],
        [["--workspace", "/subscriptions/1/workspaces/logs"], /It must be the workspace's own ID, .*customerId/],
        [["--html", "/nowhere/page.html"], /--html \/nowhere\/page\.html cannot be written/],
    ] as const) {
        it(`answers ${words.join(" ")} with one line and exit code 2`, async () => {
            const { code, stderr } = await history(...words);
            assert.equal(code, 2);
            assert.match(stderr, text);
            assert.equal(stderr.trim().split("\n").length, 1, stderr);
        });
    }
});
