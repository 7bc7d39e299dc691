// Lets the embedded engine run policy packs in JavaScript. Pulumi's language host does that elsewhere; without one the engine
// looks for an analyzer of the pack's runtime along its PATH.
import * as path from "node:path";
import { BIN, REPOSITORY } from "../../../platform/paths";
import { installProgram } from "../../../platform/providers/install";

const RUNNER = path.join(REPOSITORY, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");

export function installPolicyAnalyzer(): void {
    installProgram(path.join(BIN, "pulumi-analyzer-policy-nodejs"), [process.execPath, RUNNER]);
}
