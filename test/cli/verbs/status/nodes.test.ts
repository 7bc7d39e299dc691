import assert from "node:assert/strict";
import { labels, Role } from "../../../../model/kubernetes/labels";
import { awayFrom } from "../../../../model/nodes/letIn";
import { DEFAULT_STARTUP_TAINT, warmLabel } from "../../../../model/nodes/startupTaint";
import type { ApiServer } from "../../../support/apiServer";
import { access, startCluster } from "../../../support/cluster";
import { IMAGE } from "../../../support/images";
import { type PrepullState, putHold, putHoldPod, putJoiningNode, putPrepull } from "../../../support/joiningNodes";
import { runHere } from "../../../support/runHere";

const OTHER = "acr1.azurecr.io/team-b/worker:2";
const NOT_FOUND = `Failed to pull image "${OTHER}": rpc error: code = NotFound desc = ${OTHER}: not found`;

describe("image-delivery status, of nodes", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await startCluster();
        putHold(server);
        putPrepull(server, "n1", IMAGE, { ready: true });
    });
    afterEach(() => server.down());

    const status = (...words: string[]) => runHere(["status", ...access(server), ...words]);
    const plain = (text: string) => text.replace(/\s+/g, " ");

    function joining(name: string, first: PrepullState, second: PrepullState = { ready: true }): void {
        putJoiningNode(server, name);
        putHoldPod(server, name);
        putPrepull(server, name, IMAGE, first);
        putPrepull(server, name, OTHER, { namespace: "team-b", ...second });
    }

    it("has a line: all warm", async () => {
        const { code, stdout } = await status();
        assert.equal(code, 0, stdout);
        assert.match(stdout, /\nNodes: 1 warm\.\n/);
    });

    it("calls a node warm that pre-pull pods have left, and one that none selects neither warm nor missing", async () => {
        const warm = { [warmLabel("node-warmup", "platform")]: "true" };
        putJoiningNode(server, "n2", { taint: null, labels: { pool: "apps", ...warm } });
        putJoiningNode(server, "n3", { taint: null, labels: { pool: "gpu", ...warm } });
        server.store.put("daemonsets", {
            metadata: { name: "pre", namespace: "team-b", labels: labels(Role.Prepull, "shop") },
            spec: { template: { spec: { nodeSelector: { pool: "apps" }, affinity: awayFrom(Object.keys(warm)) } } },
        });
        const { code, stdout } = await status("--nodes");
        assert.equal(code, 0, stdout);
        assert.match(stdout, /^n2 .* warm /m);
        assert.match(stdout, /^n3 .* unselected /m);
        assert.match((await status()).stdout, /\nNodes: 2 warm\.\n/);
    });

    it("says since when a node has been joining, and which pull it waits for, whichever namespace that is in", async () => {
        joining("n2", { ready: true }, { says: [`Pulling image "${OTHER}"`] });
        const { code, stdout } = await status();
        assert.equal(code, 0, stdout);
        assert.match(plain(stdout), /Nodes: 1 warm; 1 joining, held back until warm\. n2 has been joining for 3\d s: /);
        assert.match(plain(stdout), /team-b\/prepull-\S+ \(n2\) pulls: \S+team-b\/worker:2/);
    });

    it("names a pull that can never work, and the command that lets the node in", async () => {
        joining("n2", { ready: true }, { says: [`Pulling image "${OTHER}"`, NOT_FOUND] });
        const { code, stdout } = await status();
        assert.equal(code, 1);
        assert.match(plain(stdout), /held back: n2 takes no pods, because it cannot pull \S+worker:2: not found/);
        assert.match(plain(stdout), new RegExp(`\`kubectl taint node n2 ${DEFAULT_STARTUP_TAINT}-\``));
    });

    it("says what keeps a node although it has every image", async () => {
        const cases: [string, () => void, RegExp, number][] = [
            ["its turn", () => joining("n2", { ready: true }), /the hold lets it in next/, 0],
            [
                "the hold is not there yet",
                () => putJoiningNode(server, "n2", { ageSeconds: 20 }),
                /the hold has not started/,
                0,
            ],
            [
                "the hold does not select it",
                () => putJoiningNode(server, "n2", { ageSeconds: 90 }),
                /NodeWarmup has no pod on it/,
                1,
            ],
            [
                "not Ready",
                () => putJoiningNode(server, "n2", { ready: false }),
                /n2 .* is not Ready: container runtime/,
                0,
            ],
            [
                "it was warm before",
                () => putJoiningNode(server, "n2", { labels: { [warmLabel("node-warmup", "platform")]: "true" } }),
                /let in before.*`kubectl label node n2 warm\.aks-image-delivery\/node-warmup\.platform-`/,
                1,
            ],
        ];
        for (const [name, put, says, code] of cases) {
            put();
            const answer = await status();
            assert.match(plain(answer.stdout), says, name);
            assert.equal(answer.code, code, name);
            server.store.remove({ plural: "pods", namespace: "platform" }, "node-warmup-n2");
        }
    });

    it("says that nothing removes the taint where no NodeWarmup is installed, or one for another key", async () => {
        putHold(server, "example.com/cold");
        putJoiningNode(server, "n2");
        const { code, stdout } = await status();
        assert.equal(code, 1);
        assert.match(plain(stdout), /no NodeWarmup of this cluster removes its taint/);
        putJoiningNode(server, "n2", { taint: "example.com/cold", ageSeconds: 5 });
        assert.match(plain((await status()).stdout), /1 joining/);
    });

    it("tells nodes that joined without a hold from those that a release has come to", async () => {
        putJoiningNode(server, "n2", { taint: null });
        putPrepull(server, "n2", IMAGE, { says: [`Pulling image "${IMAGE}"`] });
        putJoiningNode(server, "n3", { taint: null, ageSeconds: 3_600 });
        putPrepull(server, "n3", IMAGE, { says: [`Pulling image "${IMAGE}"`] });
        const { stdout } = await status();
        assert.match(plain(stdout), /Nodes: 1 warm; 1 pulling a release; 1 cold, with nothing that holds pods back\./);
        assert.match(plain(stdout), /n2 joined without a hold, and has been cold for 3\d s: .* pulls: /);
    });

    it("lists them as a table, and as JSON", async () => {
        joining("n2", { says: [`Pulling image "${IMAGE}"`] });
        const { stdout } = await status("--nodes");
        const lines = stdout.split("\n");
        assert.match(lines[0] ?? "", /^NODE +POOL +STATE +IMAGES +TAINT +WAITS FOR$/);
        assert.match(lines[1] ?? "", /^n2 +apps +joining +1 of 2 +image-delivery:NoSchedule +shop\/prepull-/);
        assert.match(stdout, /^n1 +- +warm +1 of 1 +-$/m);
        assert.ok(lines.every((line) => line.length <= 100));
        const [first] = JSON.parse((await status("--nodes", "-o", "json")).stdout);
        assert.deepEqual([first.node, first.state, first.present, first.missing], ["n2", "joining", [OTHER], [IMAGE]]);
        const report = JSON.parse((await status("-o", "json")).stdout);
        assert.deepEqual([report.nodes.warm, report.nodes.joining.length, report.nodes.cold], [1, 1, []]);
    });

    it("does without what an app team may not read", async () => {
        joining("n2", { says: [`Pulling image "${IMAGE}"`] });
        server.fault = ({ path }) =>
            ["/api/v1/pods", "/apis/apps/v1/daemonsets"].includes(path) ? { code: 403 } : undefined;
        assert.match(plain((await status()).stdout), /n2 has been joining for 3\d s: shop\/prepull/);
        server.fault = ({ path }) => (/\/nodes$/.test(path) ? { code: 403 } : undefined);
        const { code, stdout } = await status();
        assert.equal(code, 0);
        assert.doesNotMatch(stdout, /Nodes:/);
        assert.match((await status("--nodes")).stdout, /^No nodes, or no permission to list them\.\n$/);
    });
});
