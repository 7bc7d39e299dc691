// A working copy of an example's files in a scenario's folder, where the engine may write next to them.
import * as fs from "node:fs";
import * as path from "node:path";
import { parseDocument } from "yaml";
import { REPOSITORY } from "../../../platform/paths";

export const exampleFolder = (name: string) => path.join(REPOSITORY, "examples", name);

/**
 * Copies the example. Its `packages` are left out: the engine would start them through the Node.js language host, which the
 * embedded one does not have; there the component package is an installed plugin.
 */
export function copyExample(name: string, folder: string): void {
    fs.cpSync(exampleFolder(name), folder, { recursive: true });
    const file = path.join(folder, "Pulumi.yaml");
    const project = parseDocument(fs.readFileSync(file, "utf8"));
    project.delete("packages");
    fs.writeFileSync(file, project.toString());
}
