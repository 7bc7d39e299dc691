import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type IfNotPresentOptions, ifNotPresent } from "../../components/ifNotPresent";
import { recorded } from "../support/harness";

type Fields = Record<string, unknown>;

async function transformed(type: string, props: Fields, options?: IfNotPresentOptions) {
    const args = { custom: true, type: `kubernetes:${type}`, name: "web", props, opts: {} };
    const result = await ifNotPresent(options)(args);
    return result?.props as Fields | undefined;
}

describe("ifNotPresent on a Chart", () => {
    const chart = async (folder: string, values?: Fields) =>
        void (await transformed("helm.sh/v4:Chart", { chart: folder, values }));
    const HOOK = "kind: Job\nmetadata:\n  name: migrate\n  annotations:\n    helm.sh/hook: pre-upgrade\n";
    const SWITCHED = `{{ if .Values.migration.enabled }}\n${HOOK}{{ end }}\n`;
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "chart-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it("names the hooks that a chart on this machine loses, those of subcharts too", async () => {
        write({ "templates/job.yaml": HOOK, "charts/db/templates/job.yaml": HOOK });
        const { log } = await recorded(() => chart(folder));
        assert.match(
            log.join("\n"),
            /"web" leaves out the hooks of its chart: Job migrate \(pre-upgrade\), Job migrate/,
        );
    });

    it("says nothing of hooks that the values turn off", async () => {
        write({
            "templates/job.yaml": SWITCHED,
            "values.yaml": "migration: { enabled: true }\n",
            "charts/db/templates/job.yaml": SWITCHED,
            "charts/db/values.yaml": "migration: { enabled: false }\n",
        });
        const values = { migration: { enabled: false } };
        assert.deepEqual((await recorded(() => chart(folder, values))).log, []);
        const off = await recorded(() => chart(folder, { db: { migration: { enabled: true } } }));
        assert.match(off.log.join("\n"), /Job migrate \(pre-upgrade\), Job migrate/);
        for (const db of [pulumi.output({}), { migration: pulumi.output({}) }, { migration: { enabled: true } }]) {
            const on = await recorded(() => chart(folder, { ...values, db }));
            assert.match(on.log.join("\n"), /chart: Job migrate \(pre-upgrade\);/);
        }
    });

    it("takes the chart's own values before those of its subchart", async () => {
        write({
            "values.yaml": "db: { migration: { enabled: false } }\n",
            "charts/db/templates/job.yml": SWITCHED,
            "charts/db/templates/notes.yaml.txt": HOOK,
            "charts/db/values.yaml": "migration: { enabled: true }\n",
        });
        assert.deepEqual((await recorded(() => chart(folder))).log, []);
        write({ "values.yaml": "{}\n" });
        assert.match((await recorded(() => chart(folder))).log.join("\n"), /chart: Job migrate \(pre-upgrade\);/);
    });

    it("says nothing of a chart elsewhere, and of one without hooks", async () => {
        assert.deepEqual((await recorded(() => chart("oci://registry.example/chart"))).log, []);
    });

    function write(files: Readonly<Record<string, string>>): void {
        for (const [name, content] of Object.entries(files)) {
            mkdirSync(join(folder, name, ".."), { recursive: true });
            writeFileSync(join(folder, name), content);
        }
    }
});
