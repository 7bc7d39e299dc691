// What belongs into the package besides what is built: the files that files.txt lists.
import * as fs from "node:fs";
import * as path from "node:path";

export const LIST = path.join(__dirname, "files.txt");

/** The declarations that the entry points reach, and the files that the entry points load. */
export function isBuilt(file: string): boolean {
    return /^dist\/.+\.d\.ts$/.test(file) || /^dist\/chunks\/[\w-]+\.js$/.test(file);
}

export function listedFiles(): string[] {
    return fs.readFileSync(LIST, "utf8").trimEnd().split("\n");
}

export function writeList(files: readonly string[]): void {
    fs.writeFileSync(LIST, `${files.join("\n")}\n`);
}
