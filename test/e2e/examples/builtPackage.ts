// The built package, as programs of other stacks find it. Built in place, because test files that run at the same time use it. What `npm pack` writes: test/package/packed.ts.
import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "../../../platform/machine/command";
import { withLock } from "../../../platform/machine/lock";
import { REPOSITORY, STATE } from "../../../platform/paths";

const FOLDER = path.join(STATE, "package");

/** Builds it, and returns the folder; a second test file that wants it at the same time waits. */
export function builtPackage(): Promise<string> {
    return withLock(FOLDER, () => {}, build);
}

async function build(): Promise<string> {
    fs.mkdirSync(FOLDER, { recursive: true });
    await Promise.all([buildCode(path.join(FOLDER, "dist")), buildTypes()]);
    for (const name of ["package.json", "PulumiPlugin.yaml"]) {
        fs.copyFileSync(path.join(REPOSITORY, name), path.join(FOLDER, name));
    }
    for (const name of ["node_modules", "cli"]) {
        linkTo(path.join(REPOSITORY, name), path.join(FOLDER, name));
    }
    return FOLDER;
}

/** The JavaScript alone, which takes a second. */
export async function buildCode(folder: string): Promise<void> {
    await run("npx", ["rolldown", "-c", "scripts/rolldown.config.mjs", "-d", folder], { cwd: REPOSITORY });
}

/** Only what has changed. */
async function buildTypes(): Promise<void> {
    const cache = ["--incremental", "--tsBuildInfoFile", path.join(FOLDER, "tsconfig.tsbuildinfo")];
    const output = ["--outDir", path.join(FOLDER, "dist")];
    await run("npx", ["tsc", "-p", "tsconfig.build.json", ...output, ...cache], { cwd: REPOSITORY });
}

/** Puts the package, and the SDK that it shares with a program, where a program in `folder` finds them. Returns the package. */
export async function linkPackage(folder: string): Promise<string> {
    const built = await builtPackage();
    const modules = path.join(folder, "node_modules");
    linkTo(built, path.join(modules, "aks-image-delivery"));
    linkTo(path.join(REPOSITORY, "node_modules/@pulumi"), path.join(modules, "@pulumi"));
    return built;
}

function linkTo(target: string, place: string): void {
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.rmSync(place, { force: true });
    fs.symlinkSync(target, place);
}
