// `npm run types` checks again when a file has changed that its settings name, not when another has that an import leads to.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import ts from "typescript";
import { projectFiles } from "../support/projectFiles";

const REPOSITORY = path.join(__dirname, "../..");
const DATA = /(?:\bfrom|\bimport\() ?"(\.[^"]*\.json)"/g;

/** The data whose types a source takes over. */
function dataOf(file: string): string[] {
    const text = readFileSync(path.join(REPOSITORY, file), "utf8");
    return [...text.matchAll(DATA)].map(([, name = ""]) => path.join(path.dirname(file), name));
}

it("the check of types is told of all data that sources import, and of the packages", () => {
    const { config } = ts.readConfigFile(path.join(REPOSITORY, "tsconfig.types.json"), ts.sys.readFile);
    const imported = projectFiles()
        .filter((file) => file.endsWith(".ts"))
        .flatMap(dataOf);
    const expected = ["node_modules/.package-lock.json", ...new Set(imported)];
    assert.deepEqual([...config.files].sort(), expected.sort());
});
