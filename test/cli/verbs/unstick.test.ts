import assert from "node:assert/strict";
import type { ApiServer } from "../../support/apiServer";
import {
    access,
    job,
    NAMESPACE,
    NOT_FOUND,
    ownedBy,
    runningPod,
    startCluster,
    stuckPod,
    writes,
} from "../../support/cluster";
import type { StoredObject } from "../../support/objectStore";
import { podObject } from "../../support/podObjects";
import { runHere } from "../../support/runHere";

const PODS = "/api/v1/namespaces/shop/pods";
const IGNORES_DISRUPTION = {
    rules: [{ action: "Ignore", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] }],
};

describe("image-delivery unstick", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await startCluster();
        server.store.put("pods", runningPod("web-ok"));
    });
    afterEach(() => server.down());

    const unstick = (...words: string[]) => runHere(["unstick", ...words, ...access(server)]);

    function putJob(name: string, spec: object, finished?: "Failed"): void {
        const made = job(name, {}, finished) as StoredObject & { spec: object };
        server.store.put("jobs", { ...made, spec: { ...made.spec, ...spec } });
    }

    it("deletes the pods whose pull fails, exactly as they were listed, and no other", async () => {
        stuckPod(server, "web-a");
        const version = server.store.get({ plural: "pods", namespace: NAMESPACE }, "web-a")?.metadata.resourceVersion;
        const { code, stdout } = await unstick("--yes");
        assert.equal(code, 0, stdout);
        assert.deepEqual(writes(server), [`DELETE ${PODS}/web-a`]);
        const { body = "" } = server.requests.find(({ method }) => method === "DELETE") ?? {};
        // No grace period: the kubelet's own, not 0, which is force.
        assert.deepEqual(JSON.parse(body), { preconditions: { uid: "uid-web-a", resourceVersion: version } });
        assert.match(stdout, /^delete {2}pod\/web-a: cannot pull: not found\npod\/web-a deleted\n$/);
    });

    it("never takes an empty namespace, as of a variable that is not set, for all of them", async () => {
        stuckPod(server, "web-a");
        const config = JSON.parse(server.kubeconfig);
        config.contexts[0].context.namespace = "";
        server.store.put("namespaces", { metadata: { name: "default" } });
        for (const kubeconfig of [server.kubeconfig, JSON.stringify(config)]) {
            const words = ["unstick", "--yes", "--kubeconfig", kubeconfig, "--context", ""];
            const { stdout } = await runHere([...words, "-n", ""]);
            assert.equal(stdout, "nothing in namespace default is stuck\n");
            assert.equal((await runHere(words)).stdout, stdout);
        }
        assert.deepEqual(writes(server), []);
    });

    it("does nothing when run again", async () => {
        stuckPod(server, "web-a");
        await unstick("--yes");
        const { code, stdout } = await unstick("--yes");
        assert.deepEqual([code, stdout], [0, "nothing in namespace shop is stuck\n"]);
        assert.equal(writes(server).length, 1);
    });

    it("writes nothing with --dry-run", async () => {
        stuckPod(server, "web-a");
        putJob("zone", {}, "Failed");
        const { code, stdout } = await unstick("--dry-run", "zone", "web-a");
        assert.equal(code, 0);
        assert.match(stdout, /^delete {2}pod\/web-a: .*\ndelete {2}job\/zone: failed: BackoffLimitExceeded\n$/);
        assert.ok(server.requests.every(({ method }) => method === "GET"));
    });

    it("refuses without --yes where nobody can be asked", async () => {
        stuckPod(server, "web-a");
        const { isTTY } = process.stdin;
        process.stdin.isTTY = false;
        const { code, stderr } = await unstick().finally(() => {
            process.stdin.isTTY = isTTY;
        });
        assert.equal(code, 2);
        assert.match(stderr, /nothing was deleted: give --yes/);
        assert.deepEqual(writes(server), []);
    });

    it("names the permission that is missing", async () => {
        stuckPod(server, "web-a");
        server.denied.add("delete pods");
        const { code, stderr } = await unstick("--yes");
        assert.equal(code, 2);
        assert.match(stderr, /nothing was deleted: the user of .* may not delete pods in namespace "shop"/);
        assert.deepEqual(writes(server), []);
    });

    it("evicts the pod of a Job that ignores disruptions: a delete would fail it", async () => {
        putJob("zone", { backoffLimit: 0, podFailurePolicy: IGNORES_DISRUPTION });
        putJob("plain", { backoffLimit: 0 });
        stuckPod(server, "zone-abcde", { owner: ownedBy("zone") });
        stuckPod(server, "plain-abcde", { owner: ownedBy("plain") });
        const { stdout } = await unstick("--yes");
        assert.deepEqual(writes(server), [`POST ${PODS}/zone-abcde/eviction`]);
        const { body = "" } = server.requests.find(({ path }) => path.endsWith("/eviction")) ?? {};
        assert.equal(JSON.parse(body).deleteOptions.preconditions.uid, "uid-zone-abcde");
        assert.match(stdout, /leave {3}pod\/plain-abcde: job\/plain would count it as a failure/);
    });

    it("deletes a failed Job with its pods, by name only", async () => {
        putJob("zone", {}, "Failed");
        putJob("other", {}, "Failed");
        await unstick("--yes");
        assert.deepEqual(writes(server), []);
        const { code } = await unstick("zone", "--yes");
        assert.equal(code, 0);
        assert.deepEqual(writes(server), ["DELETE /apis/batch/v1/namespaces/shop/jobs/zone"]);
        const { body = "" } = server.requests.find(({ method }) => method === "DELETE") ?? {};
        assert.equal(JSON.parse(body).propagationPolicy, "Background");
    });

    it("leaves a pod in which something runs, and one whose debug container cannot be pulled", async () => {
        const api = { name: "api", state: "running" } as const;
        const waiting = { reason: "ImagePullBackOff", message: NOT_FOUND };
        const debug = { name: "debugger", kind: "ephemeral", image: "busybox:none", state: waiting } as const;
        // Killed by its probe and restarted, when the registry answered 503.
        const unavailable = { reason: "ErrImagePull", message: "unexpected status: 503 Service Unavailable" };
        const sidecar = { name: "proxy", kind: "sidecar", state: unavailable, restarts: 3 } as const;
        server.store.put("pods", podObject({ name: "debugged", containers: [api, debug] }));
        server.store.put("pods", podObject({ name: "serving", containers: [sidecar, api] }));
        const migrate = { name: "migrate", state: 0 } as const;
        const second = { name: "proxy", state: unavailable } as const;
        server.store.put("pods", podObject({ name: "migrated", containers: [migrate, second] }));
        const { code, stdout } = await unstick("--yes");
        assert.deepEqual([code, writes(server)], [0, []], stdout);
        const text = stdout.replace(/\s+/g, " ");
        assert.match(text, /leave pod\/migrated: its container migrate has completed, and would run again; /);
        assert.match(text, /leave pod\/debugged: only an ephemeral container waits for its image/);
        assert.match(
            text,
            /leave pod\/serving: its container api runs, and would be stopped; .* unstick serving -n shop/,
        );
        await unstick("--yes", "debugged");
        assert.deepEqual(writes(server), [], "an ephemeral container is not a reason, whatever is named");
        await unstick("--yes", "serving");
        assert.deepEqual(writes(server), [`DELETE ${PODS}/serving`]);
    });

    it("leaves a pod whose other container has started since it was listed", async () => {
        const stuck = { name: "proxy", state: { reason: "ErrImagePull", message: NOT_FOUND } };
        const shape = (state: "running" | { reason: string }) =>
            podObject({ name: "web-a", containers: [{ name: "api", state }, stuck] });
        server.store.put("pods", shape({ reason: "ContainerCreating" }));
        server.fault = (request) => {
            if (request.method === "DELETE") {
                server.store.put("pods", shape("running"));
            }
            return undefined;
        };
        const { stdout } = await unstick("--yes");
        assert.match(stdout, /web-a is no longer stuck, and was left/);
        assert.ok(server.store.get({ plural: "pods", namespace: NAMESPACE }, "web-a"));
    });

    it("leaves a pod that has healed since it was listed", async () => {
        stuckPod(server, "web-a");
        const path = `${PODS}/web-a`;
        server.fault = (request) => {
            if (request.method === "DELETE") {
                server.store.put("pods", runningPod("web-a"));
            }
            return undefined;
        };
        const { code, stdout } = await unstick("--yes");
        assert.deepEqual([code, writes(server)], [0, [`DELETE ${path}`]]);
        assert.match(stdout, /web-a is no longer stuck, and was left/);
        assert.ok(server.store.get({ plural: "pods", namespace: NAMESPACE }, "web-a"));
    });
});
