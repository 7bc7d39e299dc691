// Every sentence that model/ can say, in one file: whoever reviews a change reads what users will.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { literalTexts } from "../support/literalTexts";
import { sourceFiles } from "../support/sourceFiles";

const ROOT = join(__dirname, "../..");
const SNAPSHOT = join(__dirname, "texts.txt");
const RENEW = "UPDATE_TEXTS=1 npx mocha --no-config -r ./scripts/typescript.cjs test/model/texts.test.ts";

describe("the texts of model/", () => {
    it("are those of texts.txt, which a change shows to its reviewers", () => {
        const present = sourceFiles(join(ROOT, "model")).flatMap(section).join("\n");
        if (process.env.UPDATE_TEXTS) {
            writeFileSync(SNAPSHOT, present);
        }
        const known = readFileSync(SNAPSHOT, "utf8");
        assert.ok(known === present, `texts changed. Renew test/model/texts.txt, and read what changed: ${RENEW}`);
    });
});

function section(file: string): string[] {
    const texts = [...new Set(literalTexts(readFileSync(file, "utf8")))].sort();
    return texts.length === 0 ? [] : [`${relative(ROOT, file)}\n${texts.map((text) => `    ${text}\n`).join("")}`];
}
