// What the build's context sends to the builder although no image needs it.
import type { ImageFinding } from "./finding";

/** Folders and files that a context may hold, with the line that keeps them out. */
const UNWANTED: readonly { readonly name: RegExp; readonly line: string }[] = [
    { name: /^\.git$/, line: ".git" },
    { name: /^bin$/, line: "**/bin" },
    { name: /^obj$/, line: "**/obj" },
    { name: /^node_modules$/, line: "**/node_modules" },
    { name: /^\.vs(code)?$/, line: ".vs*" },
    { name: /^\.env$/, line: "**/.env" },
    { name: /^TestResults$/, line: "**/TestResults" },
];

/**
 * @param names names of files and folders in the context, its projects' folders included.
 * @param ignore text of .dockerignore; undefined where there is none.
 */
export function dockerignoreFindings(names: readonly string[], ignore: string | undefined): ImageFinding[] {
    const lines = new Set((ignore ?? "").split("\n").map((line) => line.trim().replace(/^\*\*\/|^\/|\/$/g, "")));
    const missing = UNWANTED.filter(
        ({ name, line }) => names.some((given) => name.test(given)) && !lines.has(line.replace("**/", "")),
    );
    if (missing.length === 0) {
        return [];
    }
    const entries = missing.map(({ line }) => line).join(" ");
    return [
        {
            kind: "dockerignore",
            what: ignore === undefined ? "there is no .dockerignore" : ".dockerignore lets through what no image needs",
            where: ".dockerignore",
            savingBytes: 0,
            advice: `Add: ${entries}`,
        },
    ];
}
