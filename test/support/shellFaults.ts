import { spawnSync } from "node:child_process";

/** What bash says of each script's syntax, empty where that is right. One process starts the others: it is small, this one is not. */
export function shellFaults(scripts: readonly string[]): string[] {
    const check = 'for script; do bash -n -c "$script" 2>&1; printf "\\0"; done';
    const { stdout } = spawnSync("bash", ["-c", check, "bash", ...scripts], { encoding: "utf8" });
    const faults = stdout.split("\0").slice(0, -1);
    if (faults.length !== scripts.length) {
        throw new Error(`bash looked at ${faults.length} of ${scripts.length} scripts`);
    }
    return faults;
}
