// What hooks ask of a cluster, with the real functions: elsewhere a test answers in their place.
import assert from "node:assert/strict";
import { clusterCalls } from "../../../components/shared/clusterCalls";
import { ApiServer } from "../../support/apiServer";
import { daemonSet, job, jobPod, NAMESPACE, node, prepullPod } from "../../support/objects";
import { prepullOptions } from "../../support/prepullWait";

describe("what a hook asks of the cluster", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await ApiServer.start();
    });
    afterEach(() => server.down());

    const access = () => ({ kubeconfig: server.kubeconfig });

    it("is how a pre-pull stands", async () => {
        server.store.put("nodes", node("aks-1"));
        server.store.put("daemonsets", daemonSet("pre"));
        server.store.put("pods", prepullPod("pre", "aks-1", "app:1", true));
        const found = await clusterCalls.waitForPrepull(prepullOptions(server, { daemonSet: "pre", image: "app:1" }));
        assert.deepEqual(found, { warm: 1, total: 1, left: [] });
    });

    it("is whether an earlier run has ended", async () => {
        server.store.put("jobs", job("zone-1", { app: "zone" }));
        const lines: string[] = [];
        const waiting = clusterCalls.waitForNoRunningJobs(
            access(),
            NAMESPACE,
            { app: "zone" },
            {
                deadlineSeconds: 600,
                onProgress: (line) => {
                    lines.push(line);
                    server.store.put("jobs", job("zone-1", { app: "zone" }, "Complete"));
                },
            },
        );
        await waiting;
        assert.deepEqual(lines, ["waiting for job/zone-1"]);
    });

    it("is the end of a Job's log", async () => {
        server.store.put("pods", jobPod("zone-1", "Failed", { "job-name": "zone-1" }));
        server.logs.set("zone-1-x1", "one\ntwo");
        assert.deepEqual(await clusterCalls.jobLog(access(), NAMESPACE, "zone-1"), ["one", "two"]);
    });
});
