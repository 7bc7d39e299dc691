// A copy of the project's stack files in which values of this machine stand, such as the digest of an image that was just pushed.
import * as fs from "node:fs";
import * as path from "node:path";
import { type Document, parseDocument } from "yaml";
import { REPOSITORY, STATE } from "./platform/paths";

/** Values to set in `config`, each by its path, such as `["aks-image-delivery:rollout", "images", 0, "image"]`. */
export type ConfigEdit = readonly [path: readonly (string | number)[], value: unknown];

/**
 * Writes Pulumi.yaml and Pulumi.<stack>.yaml into `.local/stacks/<stack>`, the latter with `edits`, and returns the folder. What
 * the engine itself adds to the copy, such as the salt of its encryption, is kept from run to run.
 */
export function stackWorkspace(stack: string, edits: readonly ConfigEdit[] = []): string {
    const folder = path.join(STATE, "stacks", stack);
    const target = path.join(folder, `Pulumi.${stack}.yaml`);
    fs.mkdirSync(folder, { recursive: true });
    fs.copyFileSync(path.join(REPOSITORY, "Pulumi.yaml"), path.join(folder, "Pulumi.yaml"));
    const document = parseDocument(fs.readFileSync(path.join(REPOSITORY, `Pulumi.${stack}.yaml`), "utf8"));
    for (const [at, value] of edits) {
        document.setIn(["config", ...at], value);
    }
    keepEncryption(document, target);
    fs.writeFileSync(target, document.toString());
    return folder;
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
