import assert from "node:assert/strict";
import { mock } from "node:test";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { Mirror } from "../../../observe/follow/mirror";
import { RefusalWatch } from "../../../observe/pods/refusalWatch";
import { ApiServer } from "../../support/apiServer";
import * as views from "../../support/gateView";
import { event, NAMESPACE } from "../../support/objects";

const AT = Date.now();
const PATH = `/apis/apps/v1/namespaces/${NAMESPACE}/replicasets`;

describe("the watch of workloads that are refused their pods", () => {
    let server: ApiServer;
    let client: KubernetesClient;
    let mirror: Mirror;
    let watch: RefusalWatch;
    let now: number;

    beforeEach(async () => {
        server = await ApiServer.start();
        client = await kubernetesClient({ kubeconfig: server.kubeconfig });
        mirror = new Mirror(client);
        watch = new RefusalWatch(client, 30_000);
        now = 0;
        mock.method(performance, "now", () => now);
    });
    afterEach(async () => {
        mock.restoreAll();
        await mirror.close();
        await server.down();
    });

    function workload(name: string, replicas = 0): void {
        const metadata = { name, namespace: NAMESPACE, uid: `uid-${name}` };
        server.store.put("replicasets", { metadata, spec: { replicas: 1 }, status: { replicas } });
    }

    function refused(name: string, text = "exceeded quota", at = AT): void {
        const about = { kind: "ReplicaSet", name, uid: `uid-${name}` };
        const { metadata, ...object } = event(about, "FailedCreate", text, at);
        server.store.put("events", { ...object, metadata: { ...metadata, name: `${name}.${text}.${at}` } });
    }

    async function follow(): Promise<void> {
        watch.follow(mirror, NAMESPACE);
        while (!mirror.complete) {
            await mirror.wait(5);
        }
    }

    async function arrived(): Promise<void> {
        mirror.changed = false;
        while (!mirror.changed) {
            await mirror.wait(5);
        }
    }

    const names = () => watch.refusals(AT).map(({ name }) => name);
    const reads = (name: string) => server.asked("list", `${PATH}/${name}`);
    const podOf = (name: string, createdAt: number) =>
        views.pod("aks-1", { createdAt, owner: { kind: "ReplicaSet", name, uid: `uid-${name}` } });

    it("asks nothing while none is refused", async () => {
        await follow();
        await watch.refresh();
        assert.ok(server.requests.every(({ path }) => !path.includes("replicasets")));
        assert.equal(server.requests[0]?.query.get("fieldSelector"), "reason=FailedCreate");
    });

    it("reads a workload when an event speaks of it, and then from time to time", async () => {
        workload("web");
        refused("web");
        await follow();
        assert.deepEqual(names(), [], "not before it is known whether it still misses pods");
        await watch.refresh();
        assert.deepEqual(names(), ["web"]);
        now = 29_999;
        await watch.refresh();
        assert.equal(reads("web"), 1);
        workload("web", 1);
        now = 30_000;
        await watch.refresh();
        assert.deepEqual([names(), reads("web")], [[], 2]);
    });

    it("reads one that is new immediately, and one that is known not", async () => {
        workload("web");
        workload("api");
        refused("web");
        await follow();
        await watch.refresh();
        refused("web", "exceeded another quota");
        await arrived();
        await watch.refresh();
        assert.equal(reads("web"), 1);
        refused("api");
        await arrived();
        await watch.refresh();
        assert.equal(reads("api"), 1);
    });

    it("tells the newest refusal of a workload, each text once", async () => {
        workload("web");
        refused("web", "a", AT - 2_000);
        refused("web", "a", AT - 1_000);
        refused("web", "b", AT);
        await follow();
        await watch.refresh();
        assert.deepEqual(
            watch.refusals(AT).map(({ text, count }) => [text, count]),
            [["b", 2]],
        );
    });

    it("forgets what a workload was refused before its newest pod, of pods seen before and after the events", async () => {
        workload("web");
        workload("api");
        refused("web");
        refused("api");
        watch.notePod(podOf("web", AT + 10));
        watch.notePod(podOf("web", AT - 10));
        await follow();
        watch.noteListed();
        await watch.refresh();
        assert.deepEqual(names(), ["api"]);
        watch.notePod(podOf("api", AT + 10));
        assert.deepEqual(names(), []);
        refused("web", "again", AT + 20_000);
        await arrived();
        assert.deepEqual(names(), ["web"]);
    });

    it("remembers no pod of a workload that is refused nothing", async () => {
        watch.notePod(podOf("web", AT + 60_000));
        watch.notePod(views.pod("aks-1"));
        await follow();
        watch.noteListed();
        watch.notePod(podOf("web", AT + 70_000));
        workload("web");
        refused("web");
        await arrived();
        await watch.refresh();
        assert.deepEqual(names(), ["web"]);
    });
});
