// A folder with an executable `pulumi` that answers the few commands of the Automation API, as a test tells it to.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

export interface FakeEngine {
    readonly folder: string;
    /** For `openStack` and `runStack`: finds this engine, and a backend that is not there. */
    readonly env: Record<string, string>;
    /** The command lines that it was called with. */
    calls(): string[];
    remove(): void;
}

/** @param answers shell commands by the first words of a command line; what is not named succeeds with `{}`. */
export function fakeEngine(answers: Record<string, string> = {}, version = "v3.259.0"): FakeEngine {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "engine-"));
    const log = path.join(folder, "calls");
    const cases = Object.entries({ version: `echo ${version}`, ...answers }).map(
        ([words, command]) => `"${words}"*) ${command} ;;`,
    );
    const script = ["#!/bin/sh", `echo "$*" >> "${log}"`, 'case "$*" in', ...cases, "*) echo '{}' ;;", "esac", ""];
    fs.mkdirSync(path.join(folder, "bin"));
    fs.writeFileSync(path.join(folder, "bin/pulumi"), script.join("\n"), { mode: 0o755 });
    fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    return {
        folder,
        env: { PATH: `${folder}/bin:${process.env.PATH}`, PULUMI_BACKEND_URL: `file://${folder}` },
        calls: () => fs.readFileSync(log, "utf8").trim().split("\n"),
        remove: () => fs.rmSync(folder, { recursive: true }),
    };
}
