// What the build's context sends to the builder although no image needs it, by the rules of Docker's own .dockerignore.
import dockerignore from "@balena/dockerignore";
import type { ImageFinding } from "./finding";

interface Unwanted {
    readonly name: RegExp;
    /** The line that keeps it out. */
    readonly line: string;
    /** A name next to it without which the folder may be anything: `bin` holds scripts elsewhere. */
    readonly nextTo?: RegExp;
}

const DOTNET = /\.(?:cs|fs|vb)proj$/;

const UNWANTED: readonly Unwanted[] = [
    { name: /^\.git$/, line: "**/.git" },
    { name: /^bin$/, line: "**/bin", nextTo: DOTNET },
    { name: /^obj$/, line: "**/obj", nextTo: DOTNET },
    { name: /^node_modules$/, line: "**/node_modules" },
    { name: /^\.vs$/, line: "**/.vs" },
    { name: /^\.vscode$/, line: "**/.vscode" },
    { name: /^\.idea$/, line: "**/.idea" },
    { name: /^\.env$/, line: "**/.env" },
    { name: /^\.venv$/, line: "**/.venv" },
    { name: /^__pycache__$/, line: "**/__pycache__" },
    { name: /^TestResults$/, line: "**/TestResults" },
];

/**
 * @param paths of files and folders in the context, relative to it, with `/`.
 * @param ignore text of .dockerignore; undefined where there is none.
 */
export function dockerignoreFindings(paths: readonly string[], ignore: string | undefined): ImageFinding[] {
    const rules = dockerignore({ ignorecase: false }).add((ignore ?? "").replace(/^\uFEFF/, ""));
    // A folder may pass where all that is in it does not: `**/bin/**`.
    const passes = (path: string) => !rules.ignores(path) && !rules.ignores(`${path}/file`);
    const missing = UNWANTED.filter((unwanted) =>
        paths.some((path) => unwanted.name.test(nameOf(path)) && hasNeighbour(unwanted, path, paths) && passes(path)),
    );
    if (missing.length === 0) {
        return [];
    }
    return [
        {
            kind: "dockerignore",
            what: ignore === undefined ? "there is no .dockerignore" : ".dockerignore lets through what no image needs",
            where: ".dockerignore",
            savingBytes: 0,
            advice: `Add: ${missing.map(({ line }) => line).join(" ")}`,
        },
    ];
}

function hasNeighbour({ nextTo }: Unwanted, path: string, paths: readonly string[]): boolean {
    return nextTo === undefined || paths.some((other) => folderOf(other) === folderOf(path) && nextTo.test(other));
}

function nameOf(path: string): string {
    return path.slice(path.lastIndexOf("/") + 1);
}

function folderOf(path: string): string {
    return path.slice(0, path.lastIndexOf("/") + 1);
}
