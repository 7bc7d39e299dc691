// `image-delivery plan` with a rollout whose image grows: exactly what follows from the size moves.
import assert from "node:assert/strict";
import { join } from "node:path";
import type { PlanReport } from "../../../model/plan/report";
import { titleOf } from "../../../model/plan/resource";
import { commit, folderFor, REPOSITORY, write } from "../../support/projects";
import { run } from "../../support/run";

const PROGRAM = `
import { Config } from "@pulumi/pulumi";
import { ImageRollout } from ${JSON.stringify(join(REPOSITORY, "components"))};

const image = "acr1.azurecr.io/shop@sha256:${"a".repeat(64)}";
const size: string = new Config().require("size");
new ImageRollout("app", {
    namespace: "shop",
    images: [{ name: "shop", image, size }],
    migration: { image: "shop", args: ["migrate"] },
    application: { image: "shop" },
});
`;

const FILES = {
    "Pulumi.yaml": `name: shop
main: index.ts
runtime:
  name: nodejs
  options:
    nodeargs: "-r ${join(REPOSITORY, "scripts/typescript.cjs")}"
`,
    "Pulumi.dev.yaml": "config:\n  shop:size: 300MB\n",
    "index.ts": PROGRAM,
};

describe("image-delivery plan of a rollout whose image grows", () => {
    let report: PlanReport;
    before(async () => {
        const folder = folderFor(FILES);
        commit(folder);
        write(folder, { "Pulumi.dev.yaml": "config:\n  shop:size: 1.2GB\n" });
        const ended = await run(["plan", "--stack", "dev", "--base", "HEAD", "--dir", folder, "--format", "json"]);
        assert.equal(ended.code, 0, ended.stderr);
        report = JSON.parse(ended.stdout) as PlanReport;
    });

    it("shows exactly the clocks that move", () => {
        const clocks = report.difference?.clocks.map((move) => [
            move.resource,
            move.clock,
            (move.afterSeconds ?? 0) - (move.beforeSeconds ?? 0),
        ]);
        assert.deepEqual(clocks, [
            ["Deployment app", "progressDeadlineSeconds", 420],
            ["Deployment app", "Pulumi's wait", 420],
            ["ImagePrepull app-shop", "pre-pull gate", 465],
            ["Job app-migration", "activeDeadlineSeconds", 420],
            ["Job app-migration", "Pulumi's wait", 420],
        ]);
    });

    it("changes the record, the Job, the Deployment and what each declares, and runs nothing again", () => {
        const changes = report.difference?.changes.map((change) => [
            titleOf(change),
            change.action,
            ...change.properties.map(({ path }) => path),
        ]);
        const size = 'metadata.annotations["aks-image-delivery/size"]';
        const waits = ["options.customTimeouts.create", "options.customTimeouts.update"];
        assert.deepEqual(changes, [
            ["Deployment app", "update", size, ...waits, "spec.progressDeadlineSeconds"],
            ["DaemonSet app-shop", "update", size],
            ["ConfigMap app-shop", "replace", "data.size"],
            ["Job app-migration", "update", size, ...waits, "spec.activeDeadlineSeconds"],
        ]);
        assert.equal(report.difference?.unchanged, report.resources.length - 4);
    });
});
