// Words that a native speaker does not write here, with what to write instead.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { projectFiles } from "../support/projectFiles";

const REPOSITORY = path.join(__dirname, "../..");

const INSTEAD: Readonly<Record<string, RegExp>> = {
    "immediately, or simultaneously": /\bat once\b/i,
    "on its own": /\bby (?:itself|themselves)\b/i,
    "next to, or besides": /\bbeside\b/i,
    fix: /\bmend(?:s|ed)?\b/i,
    simulated: /\bplayed\b/i,
    again: /\banew\b/i,
    "stuck, or normally": /\b(?:in vain|in good order)\b/i,
    "is not a": /(?<!\bthere )\b(?:is|are|was|were) no (?!longer\b|more\b|other\b|telling\b)[a-z]/i,
    "reported by cause": /\bfound by (?:its|their) cause/i,
    "also use on its own": /\bof use alone\b/i,
    "creates the registry, which is empty": /\bholds no image yet\b|\bmakes the registry\b/i,
    "a typo, or the spelling": /\btyping error/i,
    "not a registry": /\bwhat answers .* is none\b/i,
    "completed, or running": /\bhas done its work\b/i,
    "problem found, or could not check": /\bsomething was found\b|\bcould not look\b/i,
    "out of range": /\bis no share\b/i,
};

/** What others wrote, and this list. */
const NOT_OURS = /^(?:LICENSE|package-lock\.json|test\/resources\/fixtures\/.*|test\/structure\/english\.test\.ts)$/;

describe("the English of the project", () => {
    const lines = projectFiles()
        .filter((file) => !NOT_OURS.test(file))
        .flatMap((file) =>
            readFileSync(path.join(REPOSITORY, file), "utf8")
                .split("\n")
                .map((text, index) => ({ text, place: `${file}:${index + 1}` })),
        );

    for (const [instead, words] of Object.entries(INSTEAD)) {
        it(`says "${instead}"`, () => {
            const found = lines.filter(({ text }) => words.test(text));
            assert.deepEqual(
                found.map(({ place, text }) => `${place}: ${words.exec(text)?.[0]}`),
                [],
            );
        });
    }
});
