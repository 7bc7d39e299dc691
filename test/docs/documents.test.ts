import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { blocksOf, DOCUMENTS, documentText, REPOSITORY } from "./blocks";
import { TABLES } from "./tables";

/** Each is checked by a test, or is not code. */
const LANGUAGES = ["ts", "sh", "yaml", "json", "kusto", "mermaid", "text"];

describe("the documents", () => {
    it("contain the tables that follow from the model", () => {
        const runbook = documentText("docs/runbook.md");
        for (const [name, table] of Object.entries(TABLES)) {
            const [, written] = new RegExp(`<!-- ${name} -->\n([\\s\\S]*?)\n<!-- /${name} -->`).exec(runbook) ?? [];
            assert.equal(written, table(), `the table "${name}" of docs/runbook.md is not that of test/docs/tables.ts`);
        }
    });

    it("name the language of every block", () => {
        const faults = DOCUMENTS.flatMap((file) => blocksOf(file)).filter(
            ({ language }) => !LANGUAGES.includes(language),
        );
        assert.deepEqual(faults, []);
    });

    it("close every block", () => {
        for (const file of DOCUMENTS) {
            const fences = documentText(file).match(/^ *```/gm)?.length ?? 0;
            assert.equal(fences, 2 * blocksOf(file).length, file);
        }
    });

    it("link to files and headings that exist", () => {
        assert.deepEqual(DOCUMENTS.flatMap(brokenLinks), []);
    });
});

function brokenLinks(file: string): string[] {
    const links = [...documentText(file).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)];
    return links.flatMap(([link, path = "", heading]) => {
        const target = path === "" ? file : join(dirname(file), path);
        const exists = existsSync(join(REPOSITORY, target));
        return exists && (heading === undefined || headings(target).includes(heading)) ? [] : [`${file}: ${link}`];
    });
}

/** The anchors of a document's headings, as GitHub makes them. */
function headings(file: string): string[] {
    return [...documentText(file).matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
        title
            .toLowerCase()
            .replaceAll(/[^\w\- ]/g, "")
            .replaceAll(" ", "-"),
    );
}
