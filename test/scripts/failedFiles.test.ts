import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const REPOSITORY = path.join(__dirname, "../..");
const REPORTER = path.join(REPOSITORY, "scripts/failedFiles.cjs");

const SPECS = {
    "good.cjs": 'it("passes", () => {});',
    "bad.cjs":
        'it("passes", () => {}); it("fails", () => { throw new Error("no"); }); it("fails", () => { throw new Error("no"); });',
    "hook.cjs": 'describe("one", () => { before(() => { throw new Error("no"); }); it("never runs", () => {}); });',
};

describe("the reporter of the end-to-end tests", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "failed-files-"));
    const list = path.join(folder, "failed");

    before(() => {
        for (const [name, text] of Object.entries(SPECS)) {
            fs.writeFileSync(path.join(folder, name), text);
        }
    });
    after(() => fs.rmSync(folder, { recursive: true }));

    function failedOf(specs: readonly string[]): { failed: string[]; status: number | null } {
        const words = ["--no-config", "--parallel", "--reporter", REPORTER, "--reporter-option", `file=${list}`];
        const files = specs.map((name) => path.join(folder, name));
        const mocha = path.join(REPOSITORY, "node_modules/mocha/bin/mocha.js");
        const { status } = spawnSync(process.execPath, [mocha, ...words, ...files], { cwd: folder });
        return { status, failed: fs.readFileSync(list, "utf8").split("\n").filter(Boolean).sort() };
    }

    it("lists each file in which a test or a hook failed, once", () => {
        assert.deepEqual(failedOf(Object.keys(SPECS)), { status: 3, failed: ["bad.cjs", "hook.cjs"] });
    });

    it("lists none when all passed", () => {
        assert.deepEqual(failedOf(["good.cjs"]), { status: 0, failed: [] });
    });
});
