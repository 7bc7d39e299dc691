import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type PrepullOptions, type PrepullResult, waitForPrepull } from "../../../observe/gate/prepull";
import { ApiServer } from "../../support/apiServer";
import { daemonSet, event, NAMESPACE, node, prepullPod } from "../../support/objects";
import { prepullOptions } from "../../support/prepullWait";
import { until } from "../../support/until";

const IMAGE = "acr1.azurecr.io/zoneapi@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const NAME = "zoneapi-0123456789ab";
const NO_PLATFORM = `Failed to pull image "${IMAGE}": no match for platform in manifest: not found`;

describe("waitForPrepull", () => {
    let server: ApiServer;
    let lines: string[];

    beforeEach(async () => {
        server = await ApiServer.start();
        lines = [];
        server.store.put("nodes", node("aks-1"));
        server.store.put("nodes", node("aks-2"));
        server.store.put("nodes", node("gpu-1", { labels: { pool: "gpu" } }));
        server.store.put("daemonsets", daemonSet(NAME));
    });

    afterEach(() => server.down());

    function wait(more: Partial<PrepullOptions> = {}): Promise<PrepullResult> {
        const selection = { nodeSelector: { pool: "apps" } };
        const onProgress = (line: string) => lines.push(line);
        const waiting = waitForPrepull(
            prepullOptions(server, { daemonSet: NAME, image: IMAGE, selection, onProgress, ...more }),
        );
        // Each test awaits it later; until then a rejection is not an unhandled one.
        waiting.catch(() => undefined);
        return waiting;
    }

    function pod(onNode: string, ready: boolean): void {
        server.store.put("pods", prepullPod(NAME, onNode, IMAGE, ready));
    }

    function told(onNode: string, message: string, reason = "Failed"): void {
        const about = { kind: "Pod", name: `${NAME}-${onNode}`, uid: `uid-pods-${NAME}-${onNode}` };
        server.store.put("events", event(about, reason, message));
    }

    const says = (pattern: RegExp) =>
        until(() => lines.some((line) => pattern.test(line)), `a line matches ${pattern}`);

    it("opens once every selected node has the image, and closes all connections", async () => {
        pod("aks-1", true);
        pod("aks-2", false);
        const waiting = wait();
        await says(/^1 of 2 nodes have zoneapi@sha256:0123456789ab/);
        pod("aks-2", true);
        assert.deepEqual(await waiting, { warm: 2, total: 2, left: [] });
        await until(() => server.sockets.size === 0, "no connection is left");
    });

    it("warns once of more nodes than declared, of a cause that may clear up, and of a pull near its clock", async () => {
        const warnings: string[] = [];
        pod("aks-1", true);
        pod("aks-2", false);
        const gate = { seconds: 600, shares: [{ name: "pull", seconds: 120, reason: "" } as const] };
        const waiting = wait({ declaredNodes: 1, gate, onWarning: (text) => warnings.push(text) });
        await says(/^1 of 2/);
        server.store.put("nodes", node("aks-3"));
        told("aks-2", `Failed to pull image "${IMAGE}": ${IMAGE}: not found`);
        await says(/will try again/);
        told("aks-2", `Successfully pulled image "${IMAGE}" in 100s.`, "Pulled");
        pod("aks-2", true);
        pod("aks-3", true);
        await waiting;
        const expected = /^2 nodes pull, .* nodes: 2\npre-pull of .* 60 s\nthe slowest pull of .* 100 s of 120 s.*$/;
        assert.match(warnings.join("\n"), expected);
    });

    it("says each line once", async () => {
        pod("aks-1", true);
        const waiting = wait();
        await says(/^1 of 2/);
        server.store.put("nodes", node("gpu-2", { labels: { pool: "gpu" } }));
        // Time enough for a second look, which has nothing new to say.
        await sleep(700);
        pod("aks-2", true);
        await waiting;
        assert.equal(new Set(lines).size, lines.length);
    });

    it("fails with the kubelet's text when a cause cannot heal", async () => {
        pod("aks-1", true);
        pod("aks-2", false);
        const waiting = wait();
        await says(/^1 of 2/);
        told("aks-2", NO_PLATFORM);
        await assert.rejects(waiting, /node aks-2.*\n.*no match for platform in manifest/);
    });

    it("takes the failure of another DaemonSet's pod for none of its own", async () => {
        pod("aks-1", true);
        pod("aks-2", false);
        const other = { kind: "Pod", name: "other-x1", uid: `uid-pods-${NAME}-aks-2` };
        server.store.put("events", event(other, "Failed", NO_PLATFORM));
        const waiting = wait();
        await says(/^1 of 2/);
        pod("aks-2", true);
        assert.equal((await waiting).warm, 2);
    });

    it("does not count a pod with its labels that it does not own", async () => {
        const foreign = prepullPod(NAME, "aks-2", IMAGE, true);
        const metadata = { ...foreign.metadata, name: "by-hand", ownerReferences: [] };
        server.store.put("pods", { ...foreign, metadata });
        pod("aks-1", true);
        const waiting = wait();
        await says(/^1 of 2/);
        pod("aks-2", true);
        assert.equal((await waiting).warm, 2);
    });

    it("goes on without what the quorum does not need, and names it", async () => {
        pod("aks-1", true);
        pod("aks-2", false);
        assert.deepEqual(await wait({ quorum: 0.5 }), { warm: 1, total: 2, left: ["aks-2"] });
    });

    it("fails when the clock runs out, with what each node was doing", async () => {
        pod("aks-1", true);
        await assert.rejects(
            wait({ gate: { seconds: 1, shares: [] } }),
            /1 of 2 nodes have it .*\n {2}aks-2: no pre-pull pod/,
        );
    });

    it("says that the DaemonSet is missing, with the cluster that was asked", async () => {
        const missing =
            /^Error: DaemonSet "nothing" is not in namespace "shop" of .* context "fake" .*; give `cluster`/;
        await assert.rejects(wait({ daemonSet: "nothing" }), missing);
    });

    it("does not open for a DaemonSet of the same name in another cluster", async () => {
        pod("aks-1", true);
        pod("aks-2", true);
        const another = / of the cluster of context "fake" .* is not the one that the program created; give `cluster`/;
        await assert.rejects(wait({ daemonSetUid: "uid-elsewhere" }), another);
        assert.equal((await wait({ daemonSetUid: `uid-${NAME}` })).warm, 2);
    });

    it("ends when the DaemonSet is deleted", async () => {
        const waiting = wait();
        await says(/^0 of 2/);
        server.store.remove({ plural: "daemonsets", namespace: NAMESPACE }, NAME);
        await assert.rejects(waiting, /was deleted while its pre-pull was waited for; run the update again$/);
    });

    it("waits while the API server restarts", async () => {
        pod("aks-1", true);
        const waiting = wait();
        await says(/^1 of 2/);
        await server.down();
        await says(/cannot be reached: .*; trying again$/);
        pod("aks-2", true);
        await server.up();
        assert.equal((await waiting).warm, 2);
    });

    it("says that the cluster could not be reached when the clock runs out meanwhile, and blames no node", async () => {
        await server.down();
        const waiting = wait({ gate: { seconds: 1, shares: [] } });
        await assert.rejects(
            waiting,
            /not known after 1 s, because the cluster of context "fake" .* connection refused$/,
        );
    });

    it("names a missing permission with the commands that grant it", async () => {
        const message = 'nodes is forbidden: User "ci bot" cannot list resource "nodes"';
        server.fault = ({ path }) => (path === "/api/v1/nodes" ? { code: 403, message } : undefined);
        await assert.rejects(wait(), ({ message }: Error) => {
            assert.match(message, /^no permission to list nodes on the cluster/);
            assert.match(
                message,
                /\n {2}kubectl create clusterrole image-delivery-gate --verb=list,watch --resource=nodes,/,
            );
            assert.match(message, /--clusterrole=image-delivery-gate --user='ci bot'$/);
            return true;
        });
    });

    it("ends immediately when it is cancelled", async () => {
        const stop = new AbortController();
        const waiting = wait({ signal: stop.signal });
        await says(/^0 of 2/);
        stop.abort();
        await assert.rejects(waiting, /cancelled/);
        await until(() => server.sockets.size === 0, "no connection is left");
    });
});
