// A copy of the project's stack files in which values of this machine stand, such as the digest of an image that was just pushed.
import * as fs from "node:fs";
import * as path from "node:path";
import { type Document, parseDocument } from "yaml";
import { REPOSITORY, STATE } from "../platform/paths";

/** Values to set in `config`, each by its path, such as `["aks-image-delivery:rollout", "images", 0, "image"]`; null takes one out. */
export type ConfigEdit = readonly [path: readonly (string | number)[], value: unknown];

export interface WorkspacePlace {
    /** By default `.local/stacks/<stack>`. */
    readonly folder?: string;
    /** The stack of the repository whose file is copied; by default the one of the same name. */
    readonly template?: string;
}

/**
 * Writes Pulumi.yaml and Pulumi.<stack>.yaml into a folder and returns it. The files in the repository stay as they are: the
 * engine adds to the copies, such as the salt of its encryption, which is kept from run to run.
 *
 * @param edits remembered for later runs, which give none.
 */
export function stackWorkspace(
    stack: string,
    edits?: readonly ConfigEdit[],
    { folder = path.join(STATE, "stacks", stack), template = stack }: WorkspacePlace = {},
): string {
    const target = path.join(folder, `Pulumi.${stack}.yaml`);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "Pulumi.yaml"), projectFile());
    const document = parseDocument(fs.readFileSync(path.join(REPOSITORY, `Pulumi.${template}.yaml`), "utf8"));
    for (const [at, value] of remembered(path.join(folder, "edits.json"), edits)) {
        value === null ? document.deleteIn(["config", ...at]) : document.setIn(["config", ...at], value);
    }
    keepEncryption(document, target);
    fs.writeFileSync(target, document.toString());
    return folder;
}

/** Without `main`: the program runs in the process that drives the engine, and the engine would look for the file. */
function projectFile(): string {
    const project = parseDocument(fs.readFileSync(path.join(REPOSITORY, "Pulumi.yaml"), "utf8"));
    project.delete("main");
    return project.toString();
}

function remembered(file: string, edits: readonly ConfigEdit[] | undefined): readonly ConfigEdit[] {
    if (edits !== undefined) {
        fs.writeFileSync(file, JSON.stringify(edits));
        return edits;
    }
    return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as ConfigEdit[]) : [];
}

function keepEncryption(document: Document, target: string): void {
    if (!fs.existsSync(target)) {
        return;
    }
    const before = parseDocument(fs.readFileSync(target, "utf8"));
    for (const key of ["encryptionsalt", "secretsprovider", "encryptedkey"]) {
        if (before.has(key)) {
            document.set(key, before.get(key));
        }
    }
}
