import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { allBlocks } from "./blocks";

const FOLDER = join(__dirname, "examples");

/** Where a reader imports from the package, the file that the compiler checks imports from the sources. */
const PACKAGE: Readonly<Record<string, string>> = {
    '"../../../components/azure"': '"aks-image-delivery/azure"',
    '"../../../components"': '"aks-image-delivery"',
    '"../../../policy/policies"': '"aks-image-delivery/policy"',
};

/** The examples, which `npm run types` compiles, as a reader sees them: without the line that says what the file is for. */
const examples = readdirSync(FOLDER).map((name) => {
    const [, ...lines] = readFileSync(join(FOLDER, name), "utf8").split("\n");
    return Object.entries(PACKAGE).reduce((text, [from, to]) => text.replaceAll(from, to), lines.join("\n"));
});

describe("TypeScript in the documents", () => {
    const blocks = allBlocks("ts");

    it("is what the compiler checks", () => {
        const faults = blocks.filter(({ text }) => !examples.includes(text));
        assert.deepEqual(faults, [], "keep a copy of each block in test/docs/examples");
    });

    it("uses every example that is compiled", () => {
        assert.ok(examples.length > 0);
        assert.deepEqual(
            examples.filter((example) => !blocks.some(({ text }) => text === example)),
            [],
        );
    });
});
