import assert from "node:assert/strict";
import { Role, roleLabels, STARTUP_TAINT_ANNOTATION } from "../../../model/kubernetes/labels";
import { awayFrom } from "../../../model/nodes/letIn";
import { DEFAULT_STARTUP_TAINT, warmLabel } from "../../../model/nodes/startupTaint";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { nodesView } from "../../../observe/pods/nodesView";
import { ApiServer } from "../../support/apiServer";
import * as views from "../../support/gateView";
import { event, NAMESPACE } from "../../support/objects";
import { podObject } from "../../support/podObjects";

const LABEL = warmLabel("node-warmup", "platform");
const LET_IN = views.node("aks-1", { labels: { [LABEL]: "true" } });

describe("what decides whether nodes are warm", () => {
    let server: ApiServer;
    let client: KubernetesClient;

    beforeEach(async () => {
        server = await ApiServer.start();
        client = await kubernetesClient({ kubeconfig: server.kubeconfig });
    });
    afterEach(() => server.down());

    function pod(name: string, more: { role?: Role; namespace?: string; ready?: boolean; spec?: object } = {}): void {
        const { role = Role.Prepull, namespace, ready = true, spec } = more;
        const containers = [ready ? { state: "running" as const } : {}];
        const labels = role && roleLabels(role);
        server.store.put("pods", podObject({ name, namespace, spec, containers, metadata: { labels } }));
    }

    function daemonSet(name: string, role: Role, annotations: object, spec: object = {}): void {
        const metadata = { name, namespace: NAMESPACE, ...{ labels: roleLabels(role), annotations } };
        server.store.put("daemonsets", { metadata, spec: { template: { spec } } });
    }

    const view = (more: Partial<Parameters<typeof nodesView>[1]> = {}) =>
        nodesView(client, { nodes: [], sizes: new Map(), now: 7, ...more });
    const names = ({ pods }: Awaited<ReturnType<typeof view>>) => pods.map(({ pod: { name } }) => name);

    it("is the pods of pre-pulls and holds of every namespace, with their images", async () => {
        const volumes = [{ name: "image", image: { reference: "acr1/api:1" } }];
        pod("pre", { spec: { volumes } });
        pod("hold", { role: Role.NodeWarmup, namespace: "platform" });
        pod("app", { role: Role.Application });
        const found = await view({ namespace: NAMESPACE });
        assert.deepEqual(names(found), ["pre", "hold"]);
        assert.deepEqual(found.pods[0]?.images, ["acr1/api:1"]);
        assert.deepEqual([found.namespace, found.now], [undefined, 7]);
    });

    /** To read anything but a namespace's own. */
    function refuseAll(): void {
        server.fault = ({ path }) => (path.includes("/namespaces/") ? undefined : { code: 403 });
    }

    it("is those of the namespace where the whole cluster may not be read, and says so", async () => {
        pod("pre");
        pod("far", { namespace: "platform" });
        refuseAll();
        const found = await view({ namespace: NAMESPACE });
        assert.deepEqual([names(found), found.namespace, found.holds], [["pre"], NAMESPACE, undefined]);
        assert.equal("holds" in found, false);
        const nowhere = await view();
        assert.deepEqual([names(nowhere), "namespace" in nowhere], [[], false]);
    });

    it("is the taints that the cluster's holds remove", async () => {
        daemonSet("hold", Role.NodeWarmup, {});
        daemonSet("other-hold", Role.NodeWarmup, { [STARTUP_TAINT_ANNOTATION]: "team/cold" });
        daemonSet("pre", Role.Prepull, { [STARTUP_TAINT_ANNOTATION]: "team/none" });
        assert.deepEqual((await view()).holds, [DEFAULT_STARTUP_TAINT, "team/cold"]);
    });

    it("is what pods that are not ready wait for, read once a namespace", async () => {
        pod("a", { ready: false });
        pod("b", { ready: false });
        pod("ready", { namespace: "quiet" });
        for (const name of ["a", "b", "ready", "stranger"]) {
            server.store.put("events", event({ kind: "Pod", name, uid: `uid-${name}` }, "Failed", "no"));
        }
        const { events } = await view();
        assert.deepEqual([...events.keys()], ["uid-a", "uid-b"]);
        assert.equal(server.asked("list", `/api/v1/namespaces/${NAMESPACE}/events`), 1);
        assert.equal(server.asked("list", "/api/v1/namespaces/quiet/events"), 0);
    });

    const leaving = { nodeSelector: { pool: "apps" }, tolerations: [{ key: "gpu" }], affinity: awayFrom([LABEL]) };

    it("is the pre-pulls whose pods have left nodes, where a node was let in", async () => {
        daemonSet("done", Role.Prepull, {}, leaving);
        daemonSet("stays", Role.Prepull, {});
        daemonSet("hold", Role.NodeWarmup, {}, leaving);
        const { nodeSelector, tolerations } = leaving;
        const expected = [{ selection: { nodeSelector, tolerations }, leaves: [LABEL] }];
        assert.deepEqual((await view({ nodes: [views.node("aks-2"), LET_IN] })).leaving, expected);
        assert.deepEqual((await view({ nodes: [views.node("aks-2")] })).leaving, []);
    });

    it("is those of the namespace, or none, where no more may be read", async () => {
        daemonSet("done", Role.Prepull, {}, leaving);
        refuseAll();
        assert.equal((await view({ nodes: [LET_IN], namespace: NAMESPACE })).leaving?.length, 1);
        assert.deepEqual((await view({ nodes: [LET_IN] })).leaving, []);
    });
});
