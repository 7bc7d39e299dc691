import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { hostname } from "node:os";
import { TEST_PULL_LABELS } from "../../../../observe/testPull/pod";
import { ApiServer } from "../../../support/apiServer";
import { fakeKubelet } from "../../../support/fakeKubelet";
import { SHOP_IMAGE } from "../../../support/images";
import type { StoredObject } from "../../../support/objectStore";
import { NAMESPACE, node } from "../../../support/objects";
import { command } from "../../../support/run";
import { runHere } from "../../../support/runHere";
import { until } from "../../../support/until";

describe("image-delivery test-pull", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await ApiServer.start();
        for (const name of ["a", "b"]) {
            server.store.put("nodes", node(name));
        }
    });
    afterEach(() => server.down());

    const words = (...more: string[]) => [SHOP_IMAGE, "--kubeconfig", server.kubeconfig, "-n", NAMESPACE, ...more];
    const testPull = (...more: string[]) => runHere(["test-pull", ...words(...more)]);
    const created = () =>
        server.requests
            .filter(({ method }) => method === "POST")
            .flatMap(({ path, body }) => (path.endsWith("/pods") ? [JSON.parse(body)] : []));
    const pods = () =>
        (server.store.page({ plural: "pods" }, new URLSearchParams(), 500) as { items: StoredObject[] }).items;
    const pullsWell = () =>
        fakeKubelet(server, (_pod, image) => ({
            reason: "Pulled",
            message: `Successfully pulled image "${image}" in 20s (25s including waiting). Image size: 650000000 bytes.`,
        }));

    it("times the pull on the node that the scheduler chooses, and removes the pod", async () => {
        pullsWell();
        const { code, stdout } = await testPull();
        assert.match(stdout, /chosen-by-scheduler\s+20\.0 s\s+5\.0 s\s+650 MB\s+32\.5\s+pulled\n/);
        assert.equal(code, 0);
        assert.deepEqual(pods(), []);
    });

    it("waits where the API server has too many requests for the moment", async () => {
        pullsWell();
        const refused = new Set<string>();
        server.fault = ({ method, path }) => {
            const isFirst = method === "POST" && !refused.has(path);
            return isFirst && refused.add(path) ? { code: 429, retryAfter: 0 } : undefined;
        };
        assert.equal((await testPull()).code, 0);
        assert.equal(refused.size, 2, [...refused].join());
    });

    it("creates a pod that fits Pod Security restricted, asks the registry, and runs nothing of the image", async () => {
        pullsWell();
        await testPull("--node", "a", "--image-pull-secret", "acr");
        const { spec } = created()[0];
        assert.deepEqual(
            [spec.nodeName, spec.imagePullSecrets, spec.automountServiceAccountToken],
            ["a", [{ name: "acr" }], false],
        );
        assert.deepEqual(
            [spec.securityContext.runAsNonRoot, spec.securityContext.seccompProfile.type],
            [true, "RuntimeDefault"],
        );
        assert.equal(spec.containers[0].imagePullPolicy, "Always");
        assert.deepEqual(spec.containers[0].securityContext.capabilities, { drop: ["ALL"] });
    });

    it("pulls on all ready nodes that are not cordoned, and names the others", async () => {
        pullsWell();
        server.store.put("nodes", node("down", { ready: false }));
        server.store.put("nodes", { ...node("cordoned"), spec: { unschedulable: true } });
        const report = JSON.parse((await testPull("--all-nodes", "-o", "json")).stdout);
        assert.deepEqual(
            report.results.map((result: { node: string }) => result.node),
            ["a", "b"],
        );
        assert.deepEqual(report.skipped, [
            { node: "down", reason: "not ready" },
            { node: "cordoned", reason: "cordoned" },
        ]);
        assert.deepEqual(Object.keys(report), ["image", "results", "skipped"]);
    });

    it("says so where only the manifest was checked", async () => {
        pullsWell();
        const names = [`${SHOP_IMAGE.split(":")[0]}@sha256:${"ab".repeat(32)}`];
        server.store.put("nodes", {
            ...node("a"),
            status: { conditions: [{ type: "Ready", status: "True" }], images: [{ names }] },
        });
        assert.match((await testPull("--node", "a")).stdout, /already present: only the manifest was checked/);
    });

    it("names the cause of a failure once, with its nodes and what to do, and removes the pods", async () => {
        fakeKubelet(server, (_pod, image) => ({
            reason: "Failed",
            message: `Failed to pull image "${image}": ${image}: not found`,
        }));
        const { code, stdout } = await testPull("--all-nodes");
        assert.equal(code, 1);
        assert.match(
            stdout,
            /\na, b\n.*not found\n.*\n.*failed at: manifest .*\n.*image-delivery tags acr1\.azurecr\.io\/shop\/api/,
        );
        assert.equal(stdout.split("image-delivery tags").length, 2);
        assert.deepEqual(pods(), []);
    });

    it("ends at its timeout with what the pod was doing", async () => {
        fakeKubelet(server, (_pod, image) => ({ reason: "Pulling", message: `Pulling image "${image}"` }));
        const { code, stdout } = await testPull("--timeout", "1s");
        assert.equal(code, 1);
        assert.match(stdout, /not done after 1 s: .*pulling/);
        assert.deepEqual(pods(), []);
    });

    it("removes its pod on Ctrl-C", async () => {
        const child = spawn(process.execPath, command(["test-pull", ...words()]), { stdio: "ignore" });
        const ended = new Promise((resolve) => child.on("close", resolve));
        await until(() => pods().length === 1, "the pod exists");
        child.kill("SIGINT");
        assert.equal(await ended, 2);
        assert.deepEqual(pods(), []);
    });

    it("removes its pod on SIGTERM", async () => {
        const running = testPull();
        await until(() => pods().length === 1, "the pod exists");
        process.kill(process.pid, "SIGTERM");
        assert.equal((await running).code, 2);
        assert.deepEqual(pods(), []);
    });

    it("removes what a run left behind that has died, and nothing of one that lives", async () => {
        pullsWell();
        const left = (name: string, host: string, pid: number, age = 0): StoredObject => ({
            metadata: {
                ...{ name, namespace: NAMESPACE, labels: TEST_PULL_LABELS },
                ...{ annotations: { "aks-image-delivery/host": host, "aks-image-delivery/process": String(pid) } },
                ...{ creationTimestamp: new Date(Date.now() - age).toISOString() },
            },
            spec: { activeDeadlineSeconds: 600, containers: [] },
        });
        server.store.put("pods", left("killed", hostname(), 2 ** 22 + 1));
        server.store.put("pods", left("alive", hostname(), process.pid));
        server.store.put("pods", left("elsewhere", "other-host", 1));
        server.store.put("pods", left("elsewhere-expired", "other-host", 1, 700_000));
        await testPull();
        assert.deepEqual(
            pods().map(({ metadata }) => metadata.name),
            ["alive", "elsewhere"],
        );
    });

    it("names every missing permission before it creates anything", async () => {
        server.denied.add("delete pods").add("watch events");
        const { code, stderr } = await testPull();
        assert.equal(code, 2);
        assert.match(stderr, /no permission .*namespace "shop", to: delete pods, watch events/);
        assert.deepEqual(created(), []);
    });

    it("times the pull for who may not read nodes, as long as none is asked for", async () => {
        pullsWell();
        server.fault = ({ path }) => (path.endsWith("/nodes") ? { code: 403 } : undefined);
        assert.equal((await testPull()).code, 0);
        server.denied.add("list nodes");
        assert.match((await testPull("--node", "a")).stderr, /to: list nodes/);
    });

    it("prints the pod and creates nothing with --dry-run", async () => {
        const { code, stdout } = await testPull("--dry-run", "-o", "json", "--node", "a");
        assert.equal(code, 0);
        assert.equal(JSON.parse(stdout).spec.nodeName, "a");
        assert.match((await testPull("--dry-run")).stdout, /^kind: Pod$/m);
        assert.deepEqual(server.requests, []);
    });

    for (const [more, text] of [
        [["--node", "c"], /--node c: the cluster has no node of this name/],
        [["--node", "a", "--all-nodes"], /cannot be used with option/],
        [["--timeout", "soon"], /It must be a duration/],
    ] as const) {
        it(`answers ${more.join(" ")} with one line and exit code 2`, async () => {
            const { code, stderr } = await testPull(...more);
            assert.equal(code, 2);
            assert.match(stderr, text);
            assert.equal(stderr.trim().split("\n").length, 1, stderr);
        });
    }
});
