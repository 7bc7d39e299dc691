// The package as it was at an earlier revision: its sources from git, with the dependencies of its own lock file.
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "../../../platform/machine/command";
import { withLock } from "../../../platform/machine/lock";
import { REPOSITORY, STATE } from "../../../platform/paths";
import type { Scenario } from "../support/scenario";

/** Before there were releases. Its configuration used other words: see CHANGELOG.md. */
export const BEFORE_RELEASES = "ecfd914";

/** Where upgrades start from: from the first release on, each released version too, by its tag. */
export function startingPoints(): string[] {
    return [
        BEFORE_RELEASES,
        ...git("tag", "--list", "v[0-9]*.[0-9]*.[0-9]*", "--sort=version:refname").split("\n"),
    ].filter(Boolean);
}

/** The folder of that revision, ready to run; a second test file that wants it at the same time waits. */
export async function earlierPackage(revision: string): Promise<string> {
    const commit = commitOf(revision);
    const folder = path.join(STATE, "earlier", commit);
    await withLock(
        folder,
        () => {},
        () => unpack(commit, folder),
    );
    return folder;
}

/** `up` of a scenario's stack by the program and the packages of that folder; what the engine printed. */
export function earlierUp(folder: string, scenario: Scenario): Promise<string> {
    const [loader, script] = [path.join(REPOSITORY, "scripts/typescript.cjs"), path.join(__dirname, "earlierUp.cjs")];
    const words = ["-r", loader, script, folder, scenario.name, scenario.workDir];
    return run(process.execPath, words, { env: { ...process.env, ...scenario.environment() } });
}

async function unpack(commit: string, folder: string): Promise<void> {
    if (fs.existsSync(folder)) {
        return;
    }
    // Under another name until all of it is there: an interrupted installation must not be taken for a finished one.
    const unfinished = `${folder}.unfinished`;
    fs.rmSync(unfinished, { recursive: true, force: true });
    fs.mkdirSync(unfinished, { recursive: true });
    const archive = path.join(unfinished, "sources.tar");
    git("archive", "--output", archive, commit);
    await run("tar", ["-xf", archive, "-C", unfinished]);
    fs.rmSync(archive);
    await run("npm", ["ci", "--ignore-scripts", "--prefer-offline"], { cwd: unfinished });
    fs.renameSync(unfinished, folder);
}

function commitOf(revision: string): string {
    try {
        return git("rev-parse", "--verify", "--quiet", `${revision}^{commit}`);
    } catch {
        throw new Error(`the history of this checkout does not reach ${revision}; fetch all of it, with its tags`);
    }
}

function git(...args: readonly string[]): string {
    return execFileSync("git", args, { cwd: REPOSITORY, encoding: "utf8" }).trim();
}
