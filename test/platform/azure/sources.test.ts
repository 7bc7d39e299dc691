// Every rule of the simulated Azure names its source and its test, and the documentation lists all of them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SOURCES } from "../../../platform/azure/sources";
import { sourceFiles } from "../../support/sourceFiles";

const REPOSITORY = join(__dirname, "../../..");
const DOCUMENT = join(REPOSITORY, "docs/azure-simulation.md");

describe("the sources of the simulated Azure", () => {
    it("are the table of docs/azure-simulation.md", () => {
        const rows = readFileSync(DOCUMENT, "utf8")
            .split("\n")
            .filter((line) => line.startsWith("| "))
            .slice(1);
        assert.deepEqual(
            rows,
            SOURCES.map(({ rule, source, test }) => `| ${rule} | ${source} | ${test} |`),
        );
    });

    it("name tests that exist, one for each rule", () => {
        const tests = sourceFiles(__dirname).map((file) => readFileSync(file, "utf8"));
        const missing = SOURCES.filter(
            ({ test }) =>
                !tests.some((text) =>
                    text.includes(test.replace(/the (replica|endpoint) asked for/, "the ${first} asked for")),
                ),
        );
        assert.deepEqual(missing, []);
        assert.equal(new Set(SOURCES.map(({ test }) => test)).size, SOURCES.length);
    });
});
