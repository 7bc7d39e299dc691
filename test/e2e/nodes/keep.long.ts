// Pre-pull pods that do not stay (`keep: false`): on a real API server, with the DaemonSet's own controller.
import assert from "node:assert/strict";
import { kubectl } from "../../../platform/kubernetes/kubectl";
import { KUBECONFIG } from "../../../platform/paths";
import { runHere } from "../../support/runHere";
import { eventually } from "../support/eventually";
import { Scenario } from "../support/scenario";
import { HeldCluster, newImages, releaseOf, went } from "./support/heldCluster";
import { addHeld, probe } from "./support/joins";

const NODE = "e2e-keep-1";
/** Other nodes than before, for the gate, though the same ones. */
const LINUX = { nodes: 2, nodeSelector: { "kubernetes.io/os": "linux" } };
const PREPULL = "app.kubernetes.io/component=image-prepull";

describe("pre-pull pods with keep: false", () => {
    const team = new Scenario("e2e-keep-team");
    const cluster = new HeldCluster("e2e-keep", [NODE], [team]);
    let images: string[];

    before(async () => {
        await cluster.prepare();
        await eventually(
            async () => assert.match(await kubectl(["get", "nodes", "--show-labels"]), /warm\.aks-im/),
            120,
        );
        images = await newImages(team.name, 2);
    });
    after(() => cluster.remove());

    const own = (kind: string, ...words: string[]) =>
        kubectl(["get", kind, "-n", team.name, "-l", PREPULL, "-o", "name", ...words]);
    const gone = () => eventually(async () => assert.equal(await own("pods"), ""), 60);
    const changes = (counts: object | undefined) =>
        Object.keys(counts ?? {}).filter((operation) => operation !== "same");

    it("leave when the release is done, and the DaemonSets keep their names", async () => {
        went(await releaseOf(team, images));
        const names = await own("daemonsets");
        assert.equal((await own("pods")).trim().split("\n").length, 2);
        went(await releaseOf(team, images, { keep: false }));
        await gone();
        assert.equal(await own("daemonsets"), names);
    });

    it("are not missed: by the next update, by a refresh, by status", async () => {
        const again = await team.up();
        went(again);
        assert.deepEqual(changes(again.changes), []);
        const refreshed = await team.refresh();
        went(refreshed);
        assert.deepEqual(changes(refreshed.changes), []);
        await gone();
        const { code, stdout } = await runHere(["status", "--nodes", "--kubeconfig", KUBECONFIG]);
        assert.equal(code, 0, stdout);
        assert.match(stdout, /^\S+ +\S+ +warm +/m);
    });

    it("put the images on a node that joins, before its first pod, and leave it", async () => {
        const waiting = await probe(NODE, team.name, images);
        await addHeld(NODE);
        for (const { pulled } of await waiting()) {
            assert.match(pulled, /already present on machine/);
        }
        await eventually(async () => assert.equal(await own("pods", `--field-selector=spec.nodeName=${NODE}`), ""), 60);
    });

    it("come back for a gate that is passed again, and for the next release, and leave again", async () => {
        const settings = { ...LINUX, keep: false };
        went(await releaseOf(team, images, settings));
        await gone();
        images = await newImages(team.name, 2);
        went(await releaseOf(team, images, settings));
        await gone();
        const sets = await own("daemonsets");
        assert.equal(sets.trim().split("\n").length, 2, sets);
    });

    it("stay again with keep: true", async () => {
        went(await releaseOf(team, images, LINUX));
        await eventually(async () => assert.equal((await own("pods")).trim().split("\n").length, 4), 60);
    });
});
