// Pulumi's language host for YAML (languageHost/yaml), built as the platform's parts are. The YAML tests alone need it.
import * as path from "node:path";
import { ensureParts } from "../../../platform/kubernetes/build";
import type { Part } from "../../../platform/kubernetes/parts";
import { printedProgress } from "../../../platform/kubernetes/progress";

const YAML_HOST: Part = {
    name: "yaml-host",
    typicalSeconds: 60,
    folder: path.join(__dirname, "../languageHost/yaml"),
    packages: ["."],
    output: "pulumi-language-yaml",
    programs: { "pulumi-language-yaml": "pulumi-language-yaml" },
};

/** Leaves it among the platform's programs, where the engine looks. */
export function ensureYamlHost(): Promise<void> {
    return ensureParts([YAML_HOST], printedProgress(process.stderr));
}
