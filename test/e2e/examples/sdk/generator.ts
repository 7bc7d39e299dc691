// Pulumi's generators of SDKs, built as the platform's parts are: what the language hosts for Node.js and Python call.
import * as path from "node:path";
import { ensureParts } from "../../../../platform/kubernetes/build";
import type { Part } from "../../../../platform/kubernetes/parts";
import { printedProgress } from "../../../../platform/kubernetes/progress";

const GENERATOR: Part = {
    name: "generate",
    typicalSeconds: 120,
    folder: path.join(__dirname, "generate"),
    packages: ["."],
    programs: { generate: "generate" },
};

/** Leaves it among the platform's programs. */
export function ensureGenerator(): Promise<void> {
    return ensureParts([GENERATOR], printedProgress(process.stderr));
}
