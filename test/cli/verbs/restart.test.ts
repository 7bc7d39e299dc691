import assert from "node:assert/strict";
import type { ApiServer } from "../../support/apiServer";
import { access, NAMESPACE, startCluster, writes } from "../../support/cluster";
import { IMAGE } from "../../support/images";
import { runHere } from "../../support/runHere";

describe("image-delivery restart", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await startCluster();
        put("deployments", {});
    });
    afterEach(() => server.down());

    const restart = (...words: string[]) => runHere(["restart", ...words, ...access(server)]);

    function put(plural: string, spec: object, imagePullPolicy = "IfNotPresent"): void {
        const template = { spec: { containers: [{ name: "app", image: IMAGE, imagePullPolicy }] } };
        server.store.put(plural, { metadata: { name: "api", namespace: NAMESPACE }, spec: { template, ...spec } });
    }

    it("sets the annotation of kubectl's restart, and nothing else", async () => {
        const { code, stdout } = await restart("deploy/api");
        assert.equal(code, 0, stdout);
        assert.deepEqual(writes(server), ["PATCH /apis/apps/v1/namespaces/shop/deployments/api"]);
        const patch = server.requests.find(({ method }) => method === "PATCH");
        const { annotations, ...rest } = JSON.parse(patch?.body ?? "").spec.template.metadata;
        assert.deepEqual([Object.keys(annotations), rest], [["kubectl.kubernetes.io/restartedAt"], {}]);
        assert.equal(patch?.headers["content-type"], "application/strategic-merge-patch+json");
    });

    it("says when a moved tag will not be pulled, and not when it will", async () => {
        assert.match(
            (await restart("deploy/api")).stdout,
            /note: if the tag of acr1\.azurecr\.io\/zoneapi:1 was moved/,
        );
        put("deployments", {}, "Always");
        assert.doesNotMatch((await restart("deploy/api")).stdout, /note:/);
    });

    it("writes nothing with --dry-run", async () => {
        const { code, stdout } = await restart("deploy/api", "--dry-run", "--output", "json");
        const { warnings, ...report } = JSON.parse(stdout);
        assert.deepEqual([code, writes(server), warnings.length], [0, [], 1]);
        assert.deepEqual(report, { workload: "deployments/api", namespace: NAMESPACE, restarted: false });
    });

    it("restarts the other kinds of workload too", async () => {
        put("statefulsets", {});
        put("daemonsets", { updateStrategy: { type: "OnDelete" } });
        await restart("sts/api");
        const { stdout } = await restart("ds/api");
        assert.deepEqual(writes(server), [
            "PATCH /apis/apps/v1/namespaces/shop/statefulsets/api",
            "PATCH /apis/apps/v1/namespaces/shop/daemonsets/api",
        ]);
        assert.match(stdout, /its update strategy is OnDelete/);
    });

    it("refuses what it cannot restart, in one line", async () => {
        put("deployments", { paused: true });
        for (const [word, text] of [
            ["deploy/api", /deploy\/api was not restarted: it is paused/],
            ["pod/api", /"pod\/api" is not a workload; write deploy\/NAME, sts\/NAME or ds\/NAME\./],
            ["constructor/api", /is not a workload/],
            ["deploy/none", /cannot get deployments "none" in namespace "shop".*: not found/],
        ] as const) {
            const { code, stderr } = await restart(word);
            assert.equal(code, 2);
            assert.match(stderr, text);
            assert.equal(stderr.trimEnd().split("\n").length, 1);
        }
        assert.deepEqual(writes(server), []);
    });
});
