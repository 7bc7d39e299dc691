import assert from "node:assert/strict";
import { waitForNoRunningJobs } from "../../../observe/gate/runningJobs";
import { ApiServer } from "../../support/apiServer";
import { job, jobPod, NAMESPACE } from "../../support/objects";
import { until } from "../../support/until";

const LABELS = { "app.kubernetes.io/component": "migration", "app.kubernetes.io/instance": "zone" };

describe("Jobs of one migration", () => {
    let server: ApiServer;
    let lines: string[];

    beforeEach(async () => {
        server = await ApiServer.start();
        lines = [];
    });

    afterEach(() => server.down());

    const access = () => ({ kubeconfig: server.kubeconfig });

    function wait(deadlineSeconds = 600): Promise<void> {
        const options = { deadlineSeconds, onProgress: (line: string) => void lines.push(line) };
        const waiting = waitForNoRunningJobs(access(), NAMESPACE, LABELS, options);
        waiting.catch(() => undefined);
        return waiting;
    }

    const put = (plural: string, object: Parameters<ApiServer["store"]["put"]>[1]) => server.store.put(plural, object);
    const saysLast = (line: string) =>
        until(() => lines.at(-1) === line, `the last line is "${line}", not "${lines.at(-1)}"`);

    it("does not wait when none runs", async () => {
        put("jobs", job("zone-1", LABELS, "Failed"));
        put("pods", jobPod("zone-1", "Failed", LABELS));
        await wait();
        assert.deepEqual(lines, []);
    });

    it("waits for the Job, then for its pod that is still ending", async () => {
        put("jobs", job("zone-1", LABELS));
        const waiting = wait();
        await saysLast("waiting for job/zone-1");
        put("pods", jobPod("zone-1", "Running", LABELS));
        put("jobs", job("zone-1", LABELS, "Failed"));
        await saysLast("waiting for pod/zone-1-x1");
        put("pods", jobPod("zone-1", "Succeeded", LABELS));
        await waiting;
    });

    it("waits for the pod of a Job that was deleted", async () => {
        put("pods", jobPod("zone-1", "Running", LABELS));
        const waiting = wait();
        await saysLast("waiting for pod/zone-1-x1");
        server.store.remove({ plural: "pods", namespace: NAMESPACE }, "zone-1-x1");
        await waiting;
    });

    it("takes silence for no proof that none runs", async () => {
        await server.down();
        const waiting = wait();
        await until(
            () => /cannot be reached: connection refused; trying again$/.test(lines.at(-1) ?? ""),
            "it says so",
        );
        put("jobs", job("zone-1", LABELS));
        await server.up();
        await saysLast("waiting for job/zone-1");
        put("jobs", job("zone-1", LABELS, "Complete"));
        await waiting;
    });

    it("ends at its deadline, naming what runs and how to look at it", async () => {
        put("jobs", job("zone-1", LABELS));
        await assert.rejects(
            wait(1),
            /did not end within 1 s: waiting for job\/zone-1\..*kubectl -n shop get jobs,pods/,
        );
        await until(() => server.sockets.size === 0, "no connection is left");
        assert.deepEqual(lines, ["waiting for job/zone-1"], "each line is told once");
    });

    it("says that a pod is ending, and waits for none that no Job owns", async () => {
        const { metadata, ...pod } = jobPod("zone-1", "Running", LABELS);
        const deletionTimestamp = "2026-03-01T10:00:00Z";
        put("pods", { ...pod, metadata: { ...metadata, ...{ deletionTimestamp } } });
        put("pods", { ...pod, metadata: { ...metadata, name: "by-hand", ...{ ownerReferences: [] } } });
        const owner = { kind: "ReplicaSet", name: "web", uid: "uid-web" };
        put("pods", { ...pod, metadata: { ...metadata, name: "web-1", ...{ ownerReferences: [owner] } } });
        const waiting = wait();
        await saysLast("waiting for pod/zone-1-x1 (ending)");
        server.store.remove({ plural: "pods", namespace: NAMESPACE }, "zone-1-x1");
        await waiting;
    });

    it("names a missing permission with the commands that grant it", async () => {
        server.fault = ({ path }) =>
            path.endsWith("/pods") ? { code: 403, message: 'User "ci" cannot list' } : undefined;
        await assert.rejects(
            wait(),
            /clusterrole image-delivery-migration --verb=list,watch --resource=jobs.batch,pods\n.*--user=ci$/,
        );
    });
});
