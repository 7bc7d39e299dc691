import assert from "node:assert/strict";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { workloadStates } from "../../../observe/pods/refusals";
import { ApiServer } from "../../support/apiServer";
import { failedCreate } from "../../support/gateView";
import type { StoredObject } from "../../support/objectStore";
import { NAMESPACE } from "../../support/objects";

const PLURALS: Readonly<Record<string, string>> = {
    ReplicaSet: "replicasets",
    StatefulSet: "statefulsets",
    DaemonSet: "daemonsets",
    ReplicationController: "replicationcontrollers",
    Job: "jobs",
};

describe("workloads that were refused their pods", () => {
    let server: ApiServer;
    let client: KubernetesClient;

    beforeEach(async () => {
        server = await ApiServer.start();
        client = await kubernetesClient({ kubeconfig: server.kubeconfig });
    });
    afterEach(() => server.down());

    const refused = (kind: string, name = "web", objectUid = `uid-${name}`, last = 0) => ({
        ...failedCreate("exceeded quota: compute", last),
        ...{ kind, namespace: NAMESPACE, name, objectUid },
    });

    function put(kind: string, more: object = {}, metadata: object = {}): void {
        const own = { name: "web", namespace: NAMESPACE, uid: "uid-web", ...metadata };
        server.store.put(PLURALS[kind] ?? "", { metadata: own, ...more } as StoredObject);
    }

    const stateOf = async (kind: string) => (await workloadStates(client, [refused(kind)])).get("uid-web");

    const cases: [kind: string, object: object, misses: boolean][] = [
        ["ReplicaSet", { spec: { replicas: 2 }, status: { replicas: 1 } }, true],
        ["ReplicaSet", { spec: { replicas: 2 }, status: { replicas: 2 } }, false],
        ["ReplicaSet", {}, true],
        ["ReplicaSet", { spec: { replicas: 0 } }, false],
        ["StatefulSet", { status: { replicas: 1 } }, false],
        ["ReplicationController", { status: { replicas: 0 } }, true],
        ["DaemonSet", { status: { desiredNumberScheduled: 3, currentNumberScheduled: 2 } }, true],
        ["DaemonSet", { status: { desiredNumberScheduled: 3, currentNumberScheduled: 3 } }, false],
        ["DaemonSet", { status: { desiredNumberScheduled: 0 } }, false],
        ["DaemonSet", {}, true],
        ["Job", {}, true],
        ["Job", { status: { active: 0, conditions: [{ type: "Suspended", status: "False" }] } }, true],
        ["Job", { status: { active: 1 } }, false],
        ["Job", { spec: { suspend: true } }, false],
        ["Job", { status: { conditions: [{ type: "Failed", status: "True" }] } }, false],
        ["Job", { status: { conditions: [{ type: "Complete", status: "True" }] } }, false],
        ["Job", { status: { conditions: [{ type: "Complete", status: "False" }] } }, true],
        ["Job", { status: { conditions: [{ type: "Suspended", status: "True" }] } }, true],
    ];
    for (const [kind, object, misses] of cases) {
        it(`${misses ? "miss some" : "have them all"}: ${kind} with ${JSON.stringify(object)}`, async () => {
            put(kind, object);
            assert.deepEqual(await stateOf(kind), { state: misses ? "missesPods" : "complete" });
        });
    }

    it("are told with what they belong to", async () => {
        put("ReplicaSet", {}, { ownerReferences: [{ kind: "Deployment", name: "shop", uid: "u" }] });
        assert.deepEqual((await stateOf("ReplicaSet"))?.owner, { kind: "Deployment", name: "shop" });
    });

    it("are gone where another one has the name, where they are being deleted, and where there is none", async () => {
        put("Job", {}, { uid: "uid-of-the-next" });
        assert.equal((await stateOf("Job"))?.state, "gone");
        put("Job", {}, { deletionTimestamp: "2026-03-01T10:00:00Z" });
        assert.equal((await stateOf("Job"))?.state, "gone");
        assert.equal((await stateOf("ReplicaSet"))?.state, "gone");
    });

    it("are not known where they may not be read, and where they are of another kind, which is not asked for", async () => {
        server.fault = () => ({ code: 403 });
        assert.deepEqual(await stateOf("Job"), { state: "unreadable" });
        assert.equal(server.requests.length, 1);
        assert.deepEqual(await stateOf("Rollout"), { state: "unreadable" });
        assert.equal(server.requests.length, 1);
    });

    it("cannot be told by a cluster that fails", async () => {
        server.fault = () => ({ code: 500 });
        await assert.rejects(stateOf("Job"), { kind: "busy" });
    });

    it("are read once each, the 50 that were refused last", async () => {
        const old = Array.from({ length: 60 }, (_, index) => refused("Job", `old-${index}`, `uid-old-${index}`, index));
        const newest = refused("Job", "web", "uid-web", 100);
        const states = await workloadStates(client, [newest, ...old, newest]);
        assert.equal(server.requests.length, 50);
        assert.deepEqual([...states.keys()].slice(0, 2), ["uid-web", "uid-old-59"]);
        assert.deepEqual([states.has("uid-old-11"), states.has("uid-old-10")], [true, false]);
    });
});
