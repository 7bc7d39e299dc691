// A virtual environment with what the Python example requires, kept below .local/ until its requirements change.
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "../../../platform/machine/command";
import { STATE } from "../../../platform/paths";

/** The interpreter of an environment with these requirements. */
export async function pythonWith(requirements: string): Promise<string> {
    const key = createHash("sha256").update(fs.readFileSync(requirements)).digest("hex").slice(0, 16);
    const folder = path.join(STATE, "python", key);
    const interpreter = (root: string) => path.join(root, "bin/python");
    if (!fs.existsSync(interpreter(folder))) {
        // Installed next to it and renamed, so an interrupted installation is not taken for a finished one. Programs are started
        // by the interpreter alone: the scripts of an environment hold its first path.
        const unfinished = `${folder}.unfinished`;
        fs.rmSync(unfinished, { recursive: true, force: true });
        await createEnvironment(unfinished);
        const install = ["-m", "pip", "install", "--quiet", "--no-compile"];
        await run(interpreter(unfinished), [...install, "--requirement", requirements]);
        fs.renameSync(unfinished, folder);
    }
    return interpreter(folder);
}

async function createEnvironment(folder: string): Promise<void> {
    try {
        await run("python3", ["-m", "venv", folder]);
    } catch (error) {
        const hint = "the Python example needs Python >= 3.9 with venv: Debian's packages python3 and python3-venv";
        throw new Error(`${hint}. ${(error as Error).message}`);
    }
}
