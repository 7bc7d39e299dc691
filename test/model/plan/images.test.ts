import assert from "node:assert/strict";
import { planDifference } from "../../../model/plan/difference";
import { movedImages } from "../../../model/plan/images";
import { planMarkdown } from "../../../model/plan/markdown";
import type { JsonObject, PlanResource } from "../../../model/plan/resource";
import { resource } from "../../support/planResources";

const labels = { "app.kubernetes.io/component": "image-prepull-record" };

const record = (name: string, data: JsonObject) =>
    resource({ type: "kubernetes:core/v1:ConfigMap", name, inputs: { metadata: { labels }, data } });

describe("the images in a plan", () => {
    it("are those that differ, in the order of their names", () => {
        const before = [
            record("same", { reference: "shop:1", size: "1" }),
            record("old", { reference: "shop:1", size: "1" }),
            record("app", { reference: "shop:1", size: "1000" }),
        ];
        const after = [
            record("app", { reference: "shop:2", size: "1000" }),
            record("new", { reference: "shop:1", size: "2" }),
            record("same", { reference: "shop:1", size: "1" }),
        ];
        assert.deepEqual(movedImages(before, after), [
            {
                name: "app",
                before: { reference: "shop:1", bytes: 1_000 },
                after: { reference: "shop:2", bytes: 1_000 },
            },
            { name: "new", before: undefined, after: { reference: "shop:1", bytes: 2 } },
            { name: "old", before: { reference: "shop:1", bytes: 1 }, after: undefined },
        ]);
    });

    it("have neither reference nor size where only a deployment knows them, or they are secret", () => {
        for (const text of ["<computed>", "[secret]", "", "-1", "0", "1.5"]) {
            const [move] = movedImages([], [record("app", { reference: "shop:1", size: text })]);
            assert.equal(move?.after?.bytes, undefined, text);
        }
        const [computed] = movedImages([], [record("app", { reference: "<computed>", size: "1" })]);
        assert.deepEqual(computed?.after, { reference: undefined, bytes: 1 });
    });

    it("are no other ConfigMaps, and nothing else with their label", () => {
        const inputs = { metadata: { labels }, data: { reference: "shop:1", size: "1" } };
        const others = [
            resource({ type: "kubernetes:core/v1:ConfigMap", name: "settings", inputs: { data: inputs.data } }),
            resource({ type: "kubernetes:core/v1:ConfigMap", name: "bare", inputs: { metadata: "<computed>" } }),
            resource({ type: "kubernetes:core/v1:Secret", name: "secret", inputs }),
        ];
        assert.deepEqual(movedImages([], others), []);
    });

    it("show the growth of the declared size in the plan", () => {
        const grown = (size: string): PlanResource[] => [record("app-shop", { reference: "shop:1", size })];
        const [before, after] = [grown("620000000"), grown("651000000")];
        const difference = planDifference(before, after);
        const text = planMarkdown({ project: "shop", stack: "dev", base: "main", resources: after, difference });
        assert.match(text, /\n\| <code>app-shop<\/code> \| 620 MB \| 651 MB \| \+31 MB \(\+5\.0 %\) \|\n/);
    });
});
