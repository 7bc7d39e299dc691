/** Programs that are installed on this machine already: a part that one of them serves for is not built. */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { coerce, gte, lt } from "semver";
import { BIN } from "../paths";
import type { Part } from "./parts";

/** `npm start -- --build` sets it: everything is built, whatever is installed. */
export const BUILD_VARIABLE = "AKS_IMAGE_DELIVERY_BUILD";

/** How long a program may take to say its version. */
const ANSWER_MS = 10_000;

const versions = new Map<string, string | undefined>();

/** The file of the program that serves for the part, at a version that fits; undefined where there is none. */
export function installedProgram({ installed }: Part, env: NodeJS.ProcessEnv = process.env): string | undefined {
    if (installed === undefined || env[BUILD_VARIABLE]) {
        return undefined;
    }
    const folders = (env.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "" && !isOurs(folder));
    const file = folders.map((folder) => path.join(folder, installed.program)).find(isProgram);
    const version = file === undefined ? undefined : versionOf(file);
    return version !== undefined && serves(version, installed) ? file : undefined;
}

function serves(version: string, { least, below }: NonNullable<Part["installed"]>): boolean {
    return gte(version, least) && (below === undefined || lt(version, below));
}

/** The folder of links is on the path of everything that `npm start` runs. */
function isOurs(folder: string): boolean {
    return path.resolve(folder) === BIN;
}

function isProgram(file: string): boolean {
    try {
        fs.accessSync(file, fs.constants.X_OK);
        return fs.statSync(file).isFile();
    } catch {
        return false;
    }
}

function versionOf(file: string): string | undefined {
    if (!versions.has(file)) {
        const { status, stdout } = spawnSync(file, ["version"], { encoding: "utf8", timeout: ANSWER_MS });
        versions.set(file, status === 0 ? coerce(stdout)?.version : undefined);
    }
    return versions.get(file);
}
