// What belongs into the package: every source of tsconfig.build.json, compiled, and the files that files.txt lists.
import * as fs from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";
import { REPOSITORY } from "../../platform/paths";

export const LIST = path.join(__dirname, "files.txt");

/** Paths in the package of all compiled sources. A name with a second dot is none: `gate.test.ts` has no place among them. */
export function compiledFiles(): string[] {
    const file = path.join(REPOSITORY, "tsconfig.build.json");
    const { config } = ts.readConfigFile(file, ts.sys.readFile);
    const { fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, REPOSITORY);
    return fileNames
        .filter((source) => /^[^.]+\.ts$/.test(path.basename(source)))
        .map((source) => `dist/${path.relative(REPOSITORY, source).slice(0, -".ts".length)}`)
        .flatMap((place) => [`${place}.d.ts`, `${place}.js`]);
}

export function listedFiles(): string[] {
    return fs.readFileSync(LIST, "utf8").trimEnd().split("\n");
}

export function writeList(files: readonly string[]): void {
    fs.writeFileSync(LIST, `${files.join("\n")}\n`);
}
