// Puts this project's language host for Node.js on the path of an engine, as an installed Pulumi has its own next to it.

import * as fs from "node:fs";
import * as path from "node:path";
import { REPOSITORY } from "../../../platform/paths";
import { installProgram } from "../../../platform/providers/install";

export function installNodeHost(bin: string): void {
    const loader = path.join(REPOSITORY, "scripts/typescript.cjs");
    fs.mkdirSync(bin, { recursive: true });
    installProgram(path.join(bin, "pulumi-language-nodejs"), [
        process.execPath,
        "-r",
        loader,
        path.join(__dirname, "main.ts"),
    ]);
}
