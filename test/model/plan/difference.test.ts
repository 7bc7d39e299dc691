import assert from "node:assert/strict";
import { planDifference } from "../../../model/plan/difference";
import { DEPLOYMENT, JOB, migration, resource } from "../../support/planResources";

const configMap = "kubernetes:core/v1:ConfigMap";

describe("planDifference", () => {
    it("tells added, removed and unchanged resources apart, in the order of their URNs", () => {
        const [kept, old, fresh] = ["b", "a", "c"].map((name) => resource({ type: DEPLOYMENT, name }));
        assert.ok(kept && old && fresh);
        const { changes, unchanged } = planDifference([kept, old], [fresh, kept]);
        assert.deepEqual(
            changes.map(({ name, action }) => [name, action]),
            [
                ["a", "remove"],
                ["c", "add"],
            ],
        );
        assert.equal(unchanged, 1);
    });

    it("moves the clocks of a Job in place, and runs nothing again", () => {
        const { changes, clocks } = planDifference([migration(910, "shop:1")], [migration(1330, "shop:1")]);
        assert.deepEqual(
            changes.map(({ action, notes }) => [action, notes]),
            [["update", []]],
        );
        assert.deepEqual(clocks, [
            { resource: "Job migrate", clock: "activeDeadlineSeconds", beforeSeconds: 910, afterSeconds: 1330 },
            { resource: "Job migrate", clock: "Pulumi's wait", beforeSeconds: 1030, afterSeconds: 1450 },
        ]);
    });

    it("says that a migration runs again when its pod changes, and which property does it", () => {
        const [change] = planDifference([migration(910, "shop:1")], [migration(910, "shop:2")]).changes;
        assert.equal(change?.action, "replace");
        assert.deepEqual(change.notes, ["the migration runs again"]);
        assert.deepEqual(change.properties, [
            { path: "spec.template.spec.containers[0].image", before: "shop:1", after: "shop:2", replaces: true },
        ]);
    });

    it("says that a new migration runs, and that any other Job does", () => {
        const job = resource({ type: JOB, name: "report" });
        const notes = planDifference([], [migration(910, "shop:1"), job]).changes.map((change) => change.notes);
        assert.deepEqual(notes, [["the migration runs"], ["the Job runs"]]);
    });

    it("takes the gate's clock from the component, which does not change by it", () => {
        const prepull = (gateSeconds: number) =>
            resource({
                type: "aks-image-delivery:index:ImagePrepull",
                name: "shop",
                component: true,
                outputs: { gateSeconds },
            });
        const { changes, clocks } = planDifference([prepull(851)], [prepull(1271)]);
        assert.deepEqual(changes, []);
        assert.deepEqual(clocks, [
            { resource: "ImagePrepull shop", clock: "pre-pull gate", beforeSeconds: 851, afterSeconds: 1271 },
        ]);
    });

    it("tells the waits of create and update apart where they differ", () => {
        const waits = (create: string, update: string) =>
            resource({ type: DEPLOYMENT, name: "shop", customTimeouts: { create, update } });
        const { clocks } = planDifference([waits("1m30s", "60s")], [waits("90s", "2m")]);
        assert.deepEqual(
            clocks.map(({ clock, beforeSeconds, afterSeconds }) => [clock, beforeSeconds, afterSeconds]),
            [["Pulumi's wait (update)", 60, 120]],
        );
    });

    const replacements: [string, string, object, object, boolean][] = [
        [configMap, "data", { data: { size: "1" } }, { data: { size: "2" } }, true],
        [
            configMap,
            "metadata.labels",
            { metadata: { labels: { a: "1" } } },
            { metadata: { labels: { a: "2" } } },
            false,
        ],
        [DEPLOYMENT, "metadata.name", { metadata: { name: "a" } }, { metadata: { name: "b" } }, true],
        [DEPLOYMENT, "spec.selector", { spec: { selector: { a: "1" } } }, { spec: { selector: { a: "2" } } }, true],
        [DEPLOYMENT, "spec.selectors, of another name", { spec: { selectors: 1 } }, { spec: { selectors: 2 } }, false],
        [DEPLOYMENT, "spec.template", { spec: { template: 1 } }, { spec: { template: 2 } }, false],
        ["azure-native:containerregistry:Registry", "location", { location: "a" }, { location: "b" }, true],
        ["azure-native:containerregistry:Registry", "tags", { tags: { a: "1" } }, { tags: { a: "2" } }, false],
        ["random:index/randomUuid:RandomUuid", "keepers", { keepers: { a: "1" } }, { keepers: { a: "2" } }, true],
    ];
    for (const [type, property, before, after, replaces] of replacements) {
        it(`${replaces ? "replaces" : "updates"} ${type.split(":").at(-1)} for ${property}`, () => {
            const [old, now] = [before, after].map((inputs) => resource({ type, name: "x", inputs: { ...inputs } }));
            assert.ok(old && now);
            assert.equal(planDifference([old], [now]).changes[0]?.action, replaces ? "replace" : "update");
        });
    }

    it("heeds replaceOnChanges, ignoreChanges and protect", () => {
        const made = (port: number, given: object) =>
            resource({ type: DEPLOYMENT, name: "shop", inputs: { spec: { port } }, ...given });
        const actionFor = (given: object) => planDifference([made(80, given)], [made(81, given)]).changes[0];
        assert.equal(actionFor({ replaceOnChanges: ["spec.port"] })?.action, "replace");
        assert.equal(actionFor({ replaceOnChanges: ["*"] })?.action, "replace");
        assert.equal(actionFor({ ignoreChanges: ["spec"] }), undefined);
        const [removed] = planDifference([made(80, { protect: true })], []).changes;
        assert.deepEqual(removed?.notes, ["it is protected: `pulumi up` refuses to delete it"]);
    });
});
