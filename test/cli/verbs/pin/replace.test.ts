import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { replaceText } from "../../../../cli/verbs/pin/replace";

describe("a file that is replaced", () => {
    let folder: string;
    let file: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "replace-"));
        file = join(folder, "stack.yaml");
        writeFileSync(file, "0");
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it("is read again where an editor has changed it meanwhile", async () => {
        let edits = 0;
        await replaceText(file, (text) => {
            if (edits++ === 0) {
                writeFileSync(file, "edited");
            }
            return { text: `${text} and pinned` };
        });
        assert.equal(readFileSync(file, "utf8"), "edited and pinned");
    });

    it("takes the changes of all who come at the same time, one after the other", async () => {
        const one = (text: string) => ({ text: String(Number(text) + 1) });
        await Promise.all(Array.from({ length: 10 }, () => replaceText(file, one)));
        assert.equal(readFileSync(file, "utf8"), "10");
    });

    it("stays as it is where the change fails", async () => {
        const failing = replaceText(file, () => {
            throw new Error("no");
        });
        await assert.rejects(failing, /no/);
        assert.equal(readFileSync(file, "utf8"), "0");
    });
});
