import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type IfNotPresentOptions, ifNotPresent } from "../../components/ifNotPresent";
import { recorded } from "../support/harness";

type Fields = Record<string, unknown>;

async function transformed(type: string, props: Fields, options?: IfNotPresentOptions) {
    const args = { custom: true, type: `kubernetes:${type}`, name: "web", props, opts: {} };
    const result = await ifNotPresent(options)(args);
    return result?.props as Fields | undefined;
}

describe("ifNotPresent on a Chart", () => {
    const chart = async (folder: string) => void (await transformed("helm.sh/v4:Chart", { chart: folder }));

    it("names the hooks that a chart on this machine loses, those of subcharts too", async () => {
        const folder = mkdtempSync(join(tmpdir(), "chart-"));
        const hook = "kind: Job\nmetadata:\n  name: migrate\n  annotations:\n    helm.sh/hook: pre-upgrade\n";
        for (const templates of ["templates", "charts/db/templates"]) {
            mkdirSync(join(folder, templates), { recursive: true });
            writeFileSync(join(folder, templates, "job.yaml"), hook);
        }
        const { log } = await recorded(() => chart(folder));
        rmSync(folder, { recursive: true });
        assert.match(
            log.join("\n"),
            /"web" leaves out the hooks of its chart: Job migrate \(pre-upgrade\), Job migrate/,
        );
    });

    it("says nothing of a chart elsewhere, and of one without hooks", async () => {
        assert.deepEqual((await recorded(() => chart("oci://registry.example/chart"))).log, []);
    });
});
