import { existsSync, readFileSync, statSync } from "node:fs";
import * as path from "node:path";
import ts from "typescript";

const REPOSITORY = path.join(__dirname, "../..");

/** The files of the repository that a file imports, for its types alone too, each as a pair with it. */
export function imports(file: string): [from: string, to: string][] {
    const { importedFiles } = ts.preProcessFile(readFileSync(path.join(REPOSITORY, file), "utf8"));
    return importedFiles
        .filter(({ fileName }) => fileName.startsWith("."))
        .map(({ fileName }) => [file, resolved(path.join(path.dirname(file), fileName))]);
}

function resolved(place: string): string {
    const isFile = (name: string) =>
        existsSync(path.join(REPOSITORY, name)) && statSync(path.join(REPOSITORY, name)).isFile();
    return [place, `${place}.ts`, `${place}/index.ts`].find(isFile) ?? place;
}
