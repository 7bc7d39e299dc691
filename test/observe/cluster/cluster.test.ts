import assert from "node:assert/strict";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { checkAccess, listEvents, listJobs, listNodes, listPods } from "../../../observe/cluster/cluster";
import { clusterError } from "../../../observe/cluster/errors";
import { clusterAheadMs } from "../../../observe/cluster/time";
import { jobLogTail, podLogTail } from "../../../observe/pods/logs";
import { ApiServer } from "../../support/apiServer";
import { event, job, jobPod, NAMESPACE, node, prepullPod } from "../../support/objects";

describe("what is read from a cluster", () => {
    let server: ApiServer;
    let client: KubernetesClient;

    beforeEach(async () => {
        server = await ApiServer.start();
        client = await kubernetesClient({ kubeconfig: server.kubeconfig });
    });

    afterEach(() => server.down());

    async function names(facts: AsyncIterable<{ name: string }>): Promise<string[]> {
        const found: string[] = [];
        for await (const { name } of facts) {
            found.push(name);
        }
        return found;
    }

    it("is listed page by page", async () => {
        server.pageSize = 2;
        for (const name of ["n1", "n2", "n3", "n4", "n5"]) {
            server.store.put("nodes", node(name));
        }
        assert.deepEqual(await names(listNodes(client)), ["n1", "n2", "n3", "n4", "n5"]);
        assert.equal(server.requests.length, 3);
    });

    it("is asked for no further page once the reader has enough", async () => {
        server.pageSize = 1;
        server.store.put("nodes", node("n1"));
        server.store.put("nodes", node("n2"));
        for await (const first of listNodes(client)) {
            assert.equal(first.name, "n1");
            break;
        }
        assert.equal(server.requests.length, 1);
    });

    it("is chosen by the API server: namespace, labels, fields", async () => {
        server.store.put("pods", prepullPod("pre", "n1", "app:1", true));
        server.store.put("pods", prepullPod("other", "n2", "app:1", true));
        server.store.put("events", event({ kind: "Pod", name: "p", uid: "u" }, "Failed", "no"));
        server.store.put("jobs", job("zone-1", {}));
        assert.deepEqual(await names(listPods(client, { labelSelector: "app=pre" })), ["pre-n1"]);
        assert.deepEqual(await names(listPods(client, { fieldSelector: "spec.nodeName=n2" })), ["other-n2"]);
        assert.deepEqual(await names(listPods(client, { namespace: "elsewhere" })), []);
        assert.deepEqual(await names(listEvents(client, { namespace: NAMESPACE })), ["p"]);
        assert.deepEqual(await names(listJobs(client)), ["zone-1"]);
    });

    it("is asked for with the kubeconfig's credentials", async () => {
        await names(listNodes(client));
        assert.equal(server.requests[0]?.headers.authorization, "Bearer s3cret");
    });

    const faults = [
        { code: 401, kind: "unauthenticated", message: /does not accept the credentials \(401: no\); sign in again$/ },
        {
            code: 403,
            kind: "forbidden",
            message: /^no permission to list pods in namespace "shop" on the cluster of .*\(no\)$/,
        },
        { code: 404, kind: "notFound", message: /not found \(no\)$/ },
        { code: 410, kind: "expired", message: /try again$/ },
        { code: 429, kind: "busy", message: /could not list pods .*\(429: no\); try again$/ },
        { code: 503, kind: "busy", message: /\(503: no\); try again$/ },
        { code: 400, kind: "refused", message: /refused to list pods .*\(400: no\)$/ },
    ];
    for (const { code, kind, message } of faults) {
        it(`says on one line what ${code} means`, async () => {
            server.fault = () => ({ code, message: "no" });
            await assert.rejects(names(listPods(client, { namespace: NAMESPACE })), {
                name: "ClusterError",
                kind,
                message,
            });
        });
    }

    it("says the same of what the library's own calls throw", async () => {
        server.fault = () => ({ code: 403, message: "no" });
        const asked = { verb: "delete", resource: "pods", namespace: NAMESPACE, name: "p1" } as const;
        const thrown = await client.core
            .deleteNamespacedPod({ namespace: NAMESPACE, name: "p1" })
            .catch((error) => error);
        const message = `no permission to delete pods "p1" in namespace "shop" on ${client.cluster} (no)`;
        assert.equal(clusterError(thrown, asked, client.cluster).message, message);
        await server.down();
        const unreached = await client.core
            .deleteNamespacedPod({ namespace: NAMESPACE, name: "p1" })
            .catch((error) => error);
        assert.match(clusterError(unreached, asked, client.cluster).message, /cannot be reached: connection refused$/);
    });

    it("names the permissions that are missing", async () => {
        server.denied.add("delete pods");
        const permissions = [
            { verb: "list", resource: "pods" },
            { verb: "delete", resource: "pods" },
        ] as const;
        assert.deepEqual(await checkAccess(client, permissions), [permissions[1]]);
    });

    it("has a clock: whole minutes of difference are known, its own seconds are none", async () => {
        assert.equal(await clusterAheadMs(client), 0);
        const { now } = Date;
        Date.now = () => now() - 600_000;
        try {
            assert.ok(Math.abs((await clusterAheadMs(client)) - 600_000) < 60_000);
        } finally {
            Date.now = now;
        }
        await server.down();
        assert.equal(await clusterAheadMs(client), 0);
    });

    describe("as the tail of a log", () => {
        it("is its last lines, without control characters", async () => {
            server.logs.set("p1", "one\n\u001b[31mtwo\u001b[0m\nthree\u0007\n");
            assert.deepEqual(await podLogTail(client, NAMESPACE, "p1", 3), ["two", "three"]);
        });

        it("is the end of long lines too, in which the failure stands", async () => {
            const statements = Array.from({ length: 19 }, () => `select ${"x".repeat(10_000)}`);
            server.logs.set("p1", [...statements, "error: relation zone does not exist", ""].join("\n"));
            assert.equal((await podLogTail(client, NAMESPACE, "p1")).at(-1), "error: relation zone does not exist");
        });

        it("is empty while the container has not started", async () => {
            assert.deepEqual(await podLogTail(client, NAMESPACE, "p1"), []);
        });

        it("is that of the Job's newest failed pod", async () => {
            const labels = { "job-name": "zone-1" };
            server.store.put("pods", { ...jobPod("a", "Failed", labels, "2026-03-01T10:00:00Z") });
            server.store.put("pods", { ...jobPod("b", "Failed", labels, "2026-03-01T10:05:00Z") });
            server.store.put("pods", { ...jobPod("c", "Running", labels, "2026-03-01T10:06:00Z") });
            for (const pod of ["a", "b", "c"]) {
                server.logs.set(`${pod}-x1`, `of ${pod}`);
            }
            assert.deepEqual(await jobLogTail(client, { namespace: NAMESPACE, name: "zone-1" }), ["of b"]);
            assert.deepEqual(await jobLogTail(client, { namespace: NAMESPACE, name: "zone-2" }), []);
        });
    });
});
