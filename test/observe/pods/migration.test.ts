import assert from "node:assert/strict";
import { labels, Role } from "../../../model/kubernetes/labels";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { migrationJob, migrationView } from "../../../observe/pods/migration";
import { ApiServer } from "../../support/apiServer";
import { event, job, jobPod, NAMESPACE, node } from "../../support/objects";

const OF_ZONE = labels(Role.Migration, "zone");
const CREATED = Date.parse("2026-03-01T10:00:00Z");

describe("what is read about a migration", () => {
    let server: ApiServer;
    let client: KubernetesClient;

    beforeEach(async () => {
        server = await ApiServer.start();
        client = await kubernetesClient({ kubeconfig: server.kubeconfig });
    });
    afterEach(() => server.down());

    function put(name: string, ofJob = {}, creationTimestamp = "2026-03-01T10:00:00Z"): void {
        const { metadata, ...rest } = job(name, ofJob);
        server.store.put("jobs", { ...rest, metadata: { ...metadata, ...{ creationTimestamp } } });
    }

    it("is the Job of that name, and else the newest of the MigrationJob", async () => {
        put("zone-1", OF_ZONE, "2026-03-01T10:00:00Z");
        put("zone-2", OF_ZONE, "2026-03-01T11:00:00Z");
        put("zone-3", OF_ZONE, "2026-03-01T10:30:00Z");
        put("other", labels(Role.Migration, "other"), "2026-03-01T12:00:00Z");
        const found = async (name: string) => (await migrationJob(client, NAMESPACE, name)).job?.name;
        assert.deepEqual([await found("zone"), await found("zone-1")], ["zone-2", "zone-1"]);
        put("zone", {}, "2026-03-01T09:00:00Z");
        assert.equal(await found("zone"), "zone");
        const { job: none, names } = await migrationJob(client, NAMESPACE, "nothing");
        assert.deepEqual([none, names], [undefined, ["zone-1", "zone-2", "zone-3", "other", "zone"]]);
    });

    async function view() {
        const { job: found } = await migrationJob(client, NAMESPACE, "zone-1");
        assert.ok(found);
        return migrationView(client, found, 5);
    }

    function tell(kind: string, name: string, uid: string, message: string, at = CREATED): void {
        server.store.put("events", event({ kind, name, uid }, message, message, at));
    }

    it("is its pods, its nodes and its log", async () => {
        put("zone-1");
        server.store.put("nodes", node("aks-1"));
        server.store.put("pods", jobPod("zone-1", "Failed", { "job-name": "zone-1" }));
        server.logs.set("zone-1-x1", "one\ntwo");
        const { pods, nodes, log, now } = await view();
        assert.deepEqual([pods.map(({ name }) => name), [...nodes.keys()]], [["zone-1-x1"], ["aks-1"]]);
        assert.deepEqual(log, ["one", "two"]);
        assert.ok(Math.abs(now - Date.now()) < 5_000);
    });

    it("is the events of the Job and of its pods, and none of an earlier Job of the name", async () => {
        put("zone-1");
        tell("Job", "zone-1", "uid-jobs-zone-1", "own");
        tell("Pod", "zone-1-abcde", "p1", "pod");
        tell("Pod", "zone-1-fghij", "p0", "before", CREATED - 1_000);
        tell("Job", "zone-1", "uid-earlier", "earlier");
        tell("Pod", "zone-12-abcde", "p2", "other");
        tell("Node", "zone-1-abcde", "n1", "node");
        const { jobEvents, events } = await view();
        assert.deepEqual(jobEvents.map(({ message }) => message).sort(), ["own", "pod"]);
        assert.deepEqual([...events.keys()].sort(), ["p1", "uid-jobs-zone-1"]);
    });

    it("is told without the log and the nodes where they may not be read", async () => {
        put("zone-1");
        server.store.put("nodes", node("aks-1"));
        server.store.put("pods", jobPod("zone-1", "Failed", { "job-name": "zone-1" }));
        server.fault = ({ path }) => (/log$|nodes$/.test(path) ? { code: 403, message: "no" } : undefined);
        const { nodes, log } = await view();
        assert.equal(nodes.size, 0);
        assert.deepEqual(log.length, 1);
        assert.match(log[0] ?? "", /^\(cannot be read: no permission to get pods\/log "zone-1-x1" .*\)$/);
    });
});
