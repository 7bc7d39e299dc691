// The code in the project's documents: fenced blocks, and what stands between backticks.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const REPOSITORY = join(__dirname, "../..");

export const DOCUMENTS: readonly string[] = [
    "README.md",
    "CONTRIBUTING.md",
    ...readdirSync(join(REPOSITORY, "docs"))
        .filter((name) => name.endsWith(".md"))
        .map((name) => `docs/${name}`),
];

export interface Block {
    /** File and line, for the message of a failure. */
    readonly at: string;
    readonly language: string;
    readonly text: string;
}

export function documentText(file: string): string {
    return readFileSync(join(REPOSITORY, file), "utf8");
}

/** The fenced blocks of a document; those within a list lose its indentation. */
export function blocksOf(file: string, text = documentText(file)): Block[] {
    const fence = /^( *)```(\w*)\n([\s\S]*?)^\1```$/gm;
    return [...text.matchAll(fence)].map(({ index, 1: indent = "", 2: language = "", 3: body = "" }) => ({
        at: `${file}:${text.slice(0, index).split("\n").length}`,
        language,
        text: body.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    }));
}

/** The one block of the document in this language that contains the text. */
export function documentedBlock(file: string, language: string, containing: string): Block {
    const [block, ...others] = blocksOf(file).filter(
        (each) => each.language === language && each.text.includes(containing),
    );
    assert.ok(block !== undefined && others.length === 0, `${file} has no one block with ${containing}`);
    return block;
}

export function allBlocks(...languages: readonly string[]): Block[] {
    return DOCUMENTS.flatMap((file) => blocksOf(file)).filter(({ language }) => languages.includes(language));
}

/** Every piece of code in which a command may stand: shell blocks, line by line, and inline code. */
export function commandTexts(file: string): string[] {
    const text = documentText(file);
    const shell = blocksOf(file, text).filter(({ language }) => language === "sh" || language === "yaml");
    const prose = text.replaceAll(/^ *```[\s\S]*?^ *```$/gm, "");
    const inline = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
    return [...shell.flatMap((block) => block.text.split("\n")), ...inline];
}
