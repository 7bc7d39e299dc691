import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OBSTACLES } from "../../model/pods/stuck/obstacles";

describe("the runbook", () => {
    const runbook = readFileSync(join(__dirname, "../../docs/runbook.md"), "utf8");

    for (const explanation of Object.values(OBSTACLES)) {
        it(`says what to do about "${explanation}"`, () => {
            assert.ok(runbook.includes(`| ${explanation} | `));
        });
    }
});
