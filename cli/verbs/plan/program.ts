// Runs a project's program in a process of its own, with Pulumi's own runner, against an engine that only writes down.
import { createRequire } from "node:module";
import { join } from "node:path";
import { x } from "tinyexec";
import type { PlanResource } from "../../../model/plan/resource";
import { UsageError } from "../../../model/userError";
import { packageFile } from "../../packageFile";
import { startMonitor } from "./monitor";
import type { Project } from "./project";
import type { WireObject } from "./propertyValues";
import { ORGANIZATION, Recording } from "./recording";

export interface Planned {
    /** In the order of the URNs. */
    readonly resources: readonly PlanResource[];
    readonly outputs: WireObject;
    readonly warnings: readonly string[];
}

const SETUP = packageFile("cli/verbs/plan/programSetup.cjs");

/** A program waits for nothing in a plan; one that takes longer hangs. */
const MOST_MS = 120_000;

/**
 * What the program asks for.
 *
 * @param ownOutputs outputs of the stack as it is deployed, for a program that reads its own.
 * @throws UsageError with what the program says when it fails.
 */
export async function runProgram(
    project: Project,
    ownOutputs?: () => Promise<WireObject | undefined>,
): Promise<Planned> {
    const recording = new Recording({ project: project.name, stack: project.stack, ownOutputs });
    const runner = runnerOf(project);
    const monitor = await startMonitor(recording);
    try {
        const { code, output } = await run(project, runner, monitor.address);
        if (code !== 0 || recording.errors.length > 0) {
            const { text, faults } = listed(reason(recording, output, code));
            throw new UsageError(`the program of stack ${project.stack} failed: ${text}`, faults);
        }
        return { resources: recording.resources(), outputs: recording.outputs, warnings: [...recording.warnings] };
    } finally {
        monitor.stop();
    }
}

/** The project's own version of Pulumi, as in an update. */
function runnerOf({ folder }: Project): string {
    try {
        return createRequire(join(folder, "package.json")).resolve("@pulumi/pulumi/cmd/run");
    } catch {
        throw new UsageError(`@pulumi/pulumi is not installed for ${folder}; run \`npm ci\` there`);
    }
}

/** Its exit code, null where it took too long, and what it printed. */
async function run(
    project: Project,
    runner: string,
    address: string,
): Promise<{ code: number | null; output: string }> {
    const { name, stack, folder, main, nodeArgs } = project;
    const flags = {
        monitor: address,
        engine: address,
        organization: ORGANIZATION,
        project: name,
        stack,
        pwd: folder,
        "root-directory": folder,
        parallel: "1000",
    };
    const words = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
    const program = ["-r", SETUP, ...nodeArgs, runner, ...words, "--dry-run", main];
    const running = x(process.execPath, program, {
        timeout: MOST_MS,
        nodePath: false,
        nodeOptions: { cwd: folder, env: environment(project), stdio: ["ignore", "pipe", "pipe", "pipe"] },
    });
    // The fourth carries nothing: its end tells the program that nobody plans any more.
    running.process?.stdio[3]?.on("error", () => undefined);
    try {
        const { exitCode = null, stdout, stderr } = await running;
        // What a program prints is its own affair, unless it is all that there is to explain a failure.
        return { code: exitCode, output: stderr + stdout };
    } catch (error) {
        if ((error as Error).name === "AbortError") {
            return { code: null, output: "" };
        }
        throw error;
    }
}

/** Nothing of the user's own Pulumi: neither its credentials nor its settings belong to a plan. */
function environment({ config, typescript }: Project): NodeJS.ProcessEnv {
    const { PULUMI_NODEJS_TRANSPILE_ONLY = "true", ...others } = process.env;
    const withheld = Object.keys(others).filter((key) => /^PULUMI_(?!NODEJS_)/.test(key));
    return {
        ...Object.fromEntries(withheld.map((key) => [key, undefined])),
        // Types are the business of the compiler, and transpiling alone starts in half the time.
        PULUMI_NODEJS_TRANSPILE_ONLY,
        PULUMI_NODEJS_TYPESCRIPT: String(typescript),
        PULUMI_CONFIG: JSON.stringify(config.values),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
    };
}

/** The faults that an error of this package lists, each on a line of its own; any other text is one. */
function listed(text: string): { readonly text: string; readonly faults: string[] } {
    const [first = "", ...faults] = text.split("\n");
    const isList = faults.length > 0 && faults.every((line) => line.startsWith("  - "));
    return isList ? { text: first, faults } : { text, faults: [] };
}

function reason({ errors }: Recording, output: string, code: number | null): string {
    if (errors.length > 0) {
        return errors.join("\n");
    }
    if (code === null) {
        return `it did not end within ${MOST_MS / 1000} s`;
    }
    return output.trim() === "" ? `it ended with code ${code}` : output.trim();
}
