/** The Go commands that a part comes from. */
import * as os from "node:os";
import * as path from "node:path";
import { run } from "../machine/command";
import type { Part } from "./parts";

/** The user's own GOFLAGS or workspace could change what is built. */
const GO_ENVIRONMENT = { GOFLAGS: "-buildvcs=false", GOWORK: "off" };

export async function compile(part: Part, output: string): Promise<void> {
    const { args, cwd, env } = goCommand(part, output);
    await run("go", args, { cwd, env: { ...process.env, ...env } });
}

/** The whole Go command of a part. */
export function goCommand(part: Part, output: string): { args: string[]; cwd: string; env: Record<string, string> } {
    const variables = Object.entries(part.variables ?? {}).map(([name, value]) => `-X ${name}=${value}`);
    const linker = ["-s -w", ...variables, ...(part.cgo ? ["-extldflags -static"] : [])].join(" ");
    const flags = [...compilerFlags(part), "-ldflags", linker];
    const env = { CGO_ENABLED: part.cgo ? "1" : "0", ...GO_ENVIRONMENT };
    if (part.folder === undefined) {
        return { args: ["install", ...flags, ...part.packages], cwd: "/", env: { ...env, GOBIN: output } };
    }
    const target = part.output === undefined ? `${output}/` : path.join(output, part.output);
    return { args: ["build", ...flags, "-o", target, ...part.packages], cwd: part.folder, env };
}

/** What Go's cache tells compiled packages apart by. */
function compilerFlags({ tags }: Part): string[] {
    return ["-trimpath", ...(tags ? ["-tags", tags] : [])];
}

/** Downloads the modules that the part's build needs, and no others. */
export async function fetchModules(part: Part, signal: AbortSignal): Promise<void> {
    const { args, cwd, env } = fetchCommand(part);
    await run("go", args, { cwd, env: { ...process.env, ...env }, signal });
}

/** Compiles what a module of ours is linked from into Go's cache, when nothing else wants a core. */
export async function compileAhead(part: Part, signal: AbortSignal): Promise<void> {
    if (part.folder === undefined) {
        return;
    }
    const { args, cwd, env } = aheadCommand(part);
    await run("nice", ["-n", "19", "go", ...args], { cwd, env: { ...process.env, ...env }, signal });
}

/** What is compiled is what the build compiles; it links nothing. */
export function aheadCommand(part: Part): ReturnType<typeof goCommand> {
    const args = ["list", "-export", "-deps", ...compilerFlags(part), ...part.packages];
    return { ...goCommand(part, os.tmpdir()), args };
}

/** A build that is only printed, for which Go has to read the packages. */
export function fetchCommand(part: Part): ReturnType<typeof goCommand> {
    const { args, ...others } = goCommand(part, os.tmpdir());
    const [command = "", ...rest] = args;
    return { args: [command, "-n", ...rest], ...others };
}
