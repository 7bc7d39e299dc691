import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import * as path from "node:path";

const REPOSITORY = path.join(__dirname, "../..");

let files: readonly string[] | undefined;

/** The files of the repository that are there, those not yet committed too, by their paths in it. */
export function projectFiles(): readonly string[] {
    files ??= listed();
    return files;
}

function listed(): string[] {
    const options = ["-z", "--cached", "--others", "--exclude-standard"];
    const names = execFileSync("git", ["ls-files", ...options], { cwd: REPOSITORY, encoding: "utf8" });
    return names.split("\0").filter((name) => name !== "" && existsSync(path.join(REPOSITORY, name)));
}
