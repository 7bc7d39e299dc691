// checkov over the Azure half of prod: docs/security-checks.md has every check that fails, and no other.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { x } from "tinyexec";
import { documentText, REPOSITORY } from "../blocks";
import { armTemplate } from "./armTemplate";

const PACKAGE = "checkov==3.3.30";
const FOLDER = join(REPOSITORY, "node_modules/.cache/programs", PACKAGE);

interface Report {
    readonly summary: { readonly passed: number; readonly failed: number; readonly resource_count: number };
    readonly results: { readonly failed_checks: readonly { readonly check_id: string }[] };
}

describe("checkov over the bodies of prod", function () {
    this.timeout(1_800_000);
    let report: Report;

    before(async () => {
        const folder = mkdtempSync(join(tmpdir(), "checkov-"));
        try {
            const file = join(folder, "prod.json");
            writeFileSync(file, await armTemplate("prod"));
            mkdirSync(FOLDER, { recursive: true });
            await run("python3", ["-m", "venv", FOLDER]);
            await run(join(FOLDER, "bin/pip"), ["install", "--quiet", PACKAGE]);
            const words = ["--framework", "arm", "--file", file, "--soft-fail", "--compact", "--output", "json"];
            report = JSON.parse(await run(join(FOLDER, "bin/checkov"), words));
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("reads every resource", () => {
        assert.ok(report.summary.resource_count >= 14, JSON.stringify(report.summary));
        assert.ok(report.summary.passed > 0);
    });

    it("fails what the document lists, with a reason each", () => {
        const failed = [...new Set(report.results.failed_checks.map(({ check_id }) => check_id))].sort();
        const listed = [...documentText("docs/security-checks.md").matchAll(/^\| `(CKV\w+)`/gm)].map(([, id]) => id);
        assert.deepEqual(failed, listed.sort());
    });
});

async function run(program: string, words: string[]): Promise<string> {
    return (await x(program, words, { throwOnError: true, nodePath: false })).stdout;
}
