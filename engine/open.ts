// Opens stacks on a Pulumi engine. A program may be given, and runs in this process; without one the engine runs the project's
// own, by the language host that is installed.
import { existsSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import {
    CommandError,
    type ConfigMap,
    type Deployment,
    LocalWorkspace,
    PulumiCommand,
    type PulumiFn,
    Stack,
    StackNotFoundError,
} from "@pulumi/pulumi/automation";
import { SemVer } from "semver";
import { UserError } from "../model/userError";
import { inlineProgram } from "./inlineProgram";

/** A failure of the engine that the user can read in one line; what happened in detail is in the engine's own output. */
export class EngineError extends UserError {}

/** An operation that began and did not go through; what it had done until then stands. */
export class OperationError extends EngineError {}

/** A stack that was never created in this backend, or is removed. */
export class NoStackError extends EngineError {}

export interface StackOptions {
    readonly stack: string;
    /** Folder of Pulumi.yaml and Pulumi.<stack>.yaml. */
    readonly workDir: string;
    /** Without it the project's own program runs. */
    readonly program?: PulumiFn;
    /** Variables of the engine and its plugins, over those of this process. The engine is looked for along its PATH. */
    readonly env?: Readonly<Record<string, string>>;
    /** Written into Pulumi.<stack>.yaml of `workDir`. */
    readonly config?: ConfigMap;
}

// The first engine that calls error hooks; since 3.182 there are hooks at all. An older one would ignore them, and with them the gate.
const LEAST_ENGINE = new SemVer("3.218.0");

/**
 * Opens a stack, and creates it where there is none and `create` is set.
 *
 * @throws EngineError without an engine, with one older than 3.218, or when the backend refuses; NoStackError without the
 * stack.
 */
export async function openStack(options: StackOptions, create = true): Promise<Stack> {
    const { workDir, env = {} } = options;
    const program = options.program && inlineProgram(options.program);
    const pulumiCommand = await engine(env.PATH ?? process.env.PATH ?? "");
    try {
        const workspace = await LocalWorkspace.create({ workDir, program, envVars: { ...env }, pulumiCommand });
        const stack = await (create ? Stack.createOrSelect : Stack.select)(options.stack, workspace);
        if (options.config) {
            await stack.setAllConfig(options.config);
        }
        return stack;
    } catch (error) {
        if (error instanceof StackNotFoundError) {
            throw new NoStackError(`there is no stack "${options.stack}" yet; \`up\` creates it`);
        }
        throw error instanceof CommandError ? new EngineError(reasonOf(error)) : error;
    }
}

/** The second on Windows. */
const PROGRAMS = ["pulumi", "pulumi.exe"];

async function engine(searchPath: string): Promise<PulumiCommand> {
    const folder = searchPath
        .split(delimiter)
        .find((candidate) => PROGRAMS.some((name) => existsSync(join(candidate, name))));
    if (folder === undefined) {
        throw new EngineError(
            "no Pulumi engine was found on the PATH; install Pulumi (in this package's own repository `npm start` builds one)",
        );
    }
    // Version managers put it into other folders than `bin`, such as `shims`: there the Automation API finds it on its own.
    const root = basename(folder) === "bin" ? dirname(folder) : undefined;
    try {
        return await PulumiCommand.get({ root, version: LEAST_ENGINE });
    } catch (error) {
        throw new EngineError(
            `the Pulumi engine ${join(folder, "pulumi")} cannot be used: ${(error as Error).message}`,
        );
    }
}

/** What the stack holds. An error tells none of it: what the engine printed until then may be secrets. */
export async function stateOf(stack: Stack): Promise<Deployment> {
    try {
        return await stack.exportStack();
    } catch (error) {
        throw error instanceof CommandError
            ? new EngineError(errorsOf(error) || "the engine could not read the state")
            : error;
    }
}

function reasonOf(error: CommandError): string {
    return errorsOf(error) || error.message;
}

/** The engine's own `error:` lines, out of a message that holds its whole output. */
function errorsOf({ message }: CommandError): string {
    const errors = message.split("\n").filter((line) => line.startsWith("error: "));
    // The message holds what the engine wrote to stderr more than once.
    return [...new Set(errors.map((line) => line.slice("error: ".length)))].join("; ");
}
