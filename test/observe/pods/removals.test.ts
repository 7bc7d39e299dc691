import assert from "node:assert/strict";
import type { Removal } from "../../../model/pods/unstick";
import { kubernetesClient } from "../../../observe/cluster/client";
import { remove } from "../../../observe/pods/removals";
import type { ApiServer } from "../../support/apiServer";
import { job, NAMESPACE, runningPod, startCluster, stuckPod, writes } from "../../support/cluster";

const PODS = `/api/v1/namespaces/${NAMESPACE}/pods`;
const JOBS = `/apis/batch/v1/namespaces/${NAMESPACE}/jobs`;

describe("the removal of what is stuck", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await startCluster();
        stuckPod(server, "web-0");
    });
    afterEach(() => server.down());

    const removed = async (different: Partial<Removal> = {}) =>
        remove(await kubernetesClient({ kubeconfig: server.kubeconfig }), {
            kind: "pod",
            how: "delete",
            namespace: NAMESPACE,
            name: "web-0",
            uid: "uid-web-0",
            why: "",
            named: false,
            ...different,
        });
    const ofJob = { kind: "job", name: "zone-1", uid: "uid-jobs-zone-1" } as const;
    const deletions = () => server.requests.filter(({ method }) => method === "DELETE");

    it("leaves another pod that has its name meanwhile, as those of a StatefulSet do, although it is stuck too", async () => {
        assert.equal(await removed({ uid: "uid-of-an-earlier-one" }), "gone");
        assert.deepEqual(writes(server), []);
        assert.equal(await removed(), "removed");
    });

    it("leaves a pod that is being deleted already, and one that is gone", async () => {
        const pod = server.store.get({ plural: "pods", namespace: NAMESPACE }, "web-0");
        assert.ok(pod);
        const metadata = { ...pod.metadata, ...{ deletionTimestamp: "2026-03-01T10:00:00Z" } };
        server.store.put("pods", { ...pod, metadata });
        assert.equal(await removed(), "gone");
        server.store.remove({ plural: "pods", namespace: NAMESPACE }, "web-0");
        assert.equal(await removed(), "gone");
        assert.deepEqual(writes(server), []);
    });

    it("leaves a pod that has started meanwhile", async () => {
        server.store.put("pods", runningPod("web-0"));
        assert.equal(await removed(), "healed");
        assert.deepEqual(writes(server), []);
    });

    it("can be an eviction, which the Job of a pod ignores", async () => {
        assert.equal(await removed({ how: "evict" }), "removed");
        assert.deepEqual(writes(server), [`POST ${PODS}/web-0/eviction`]);
        const { metadata, deleteOptions } = JSON.parse(server.requests.at(-1)?.body ?? "");
        assert.deepEqual(metadata, { name: "web-0", namespace: NAMESPACE });
        assert.equal(deleteOptions.preconditions.uid, "uid-web-0");
    });

    it("takes a failed Job with its pods, and leaves one that has not failed", async () => {
        server.store.put("jobs", job("zone-1", {}));
        assert.equal(await removed(ofJob), "healed");
        const { metadata } = server.store.put("jobs", job("zone-1", {}, "Failed"));
        assert.equal(await removed(ofJob), "removed");
        assert.deepEqual(writes(server), [`DELETE ${JOBS}/zone-1`]);
        const preconditions = { uid: ofJob.uid, resourceVersion: metadata.resourceVersion };
        assert.deepEqual(JSON.parse(deletions()[0]?.body ?? ""), { preconditions, propagationPolicy: "Background" });
    });

    it("names what may not be done", async () => {
        server.fault = ({ method }) => (method === "GET" ? undefined : { code: 403, message: "no" });
        await assert.rejects(removed(), /^ClusterError: no permission to delete pods "web-0" in namespace "shop"/);
        await assert.rejects(removed({ how: "evict" }), /no permission to create pods\/eviction "web-0"/);
        server.store.put("jobs", job("zone-1", {}, "Failed"));
        await assert.rejects(removed(ofJob), /no permission to delete jobs "zone-1"/);
        server.fault = () => ({ code: 403, message: "no" });
        await assert.rejects(removed(), /no permission to get pods "web-0"/);
    });

    it("looks again at a pod that changed between the look and the delete, five times", async () => {
        let changes = 1;
        server.fault = ({ method }) => {
            if (method === "DELETE" && changes-- > 0) {
                stuckPod(server, "web-0");
            }
            return undefined;
        };
        assert.equal(await removed(), "removed");
        assert.equal(deletions().length, 2);
        stuckPod(server, "web-0");
        changes = 99;
        await assert.rejects(removed(), { code: 409 });
        assert.equal(deletions().length, 7);
    });

    it("is asked for again where the API server says when", async () => {
        let left = 1;
        const refused = { code: 429, retryAfter: 0 };
        server.fault = ({ method }) => (method === "DELETE" && left-- > 0 ? refused : undefined);
        assert.equal(await removed(), "removed");
        assert.equal(deletions().length, 2);
    });
});
