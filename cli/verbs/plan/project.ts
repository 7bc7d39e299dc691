// A project and one of its stacks, from Pulumi.yaml and Pulumi.<stack>.yaml: what to run, and with which configuration.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseDocument } from "yaml";
import { UsageError } from "../../../model/userError";
import { type Fields, isFields } from "./fields";
import { type StackConfig, stackConfig } from "./stackConfig";

/** A stack that has no file although others have one: a misspelled name, or one that an older revision does not know. */
export class NoStackFile extends UsageError {}

export interface Project {
    readonly name: string;
    readonly stack: string;
    /** Folder in which the program runs. */
    readonly folder: string;
    /** The program's file, or `.` for the folder's own. */
    readonly main: string;
    /** Options of node itself. */
    readonly nodeArgs: readonly string[];
    readonly typescript: boolean;
    readonly config: StackConfig;
}

/** @throws UsageError for a folder without a project, a stack without a file, faults of YAML, another language than Node.js. */
export function readProject(root: string, stack: string): Project {
    const { file, name, settings } = projectSettings(root);
    const runtime = runtimeOf(file, settings.runtime);
    const ofStack = stackSettings(root, settings, stack);
    return {
        name,
        stack,
        ...entryOf(root, settings.main),
        nodeArgs: typeof runtime.nodeargs === "string" ? runtime.nodeargs.split(/\s+/).filter(Boolean) : [],
        typescript: runtime.typescript !== false,
        config: stackConfig(name, fieldsOf(settings.config), fieldsOf(ofStack.config)),
    };
}

/**
 * Refuses a folder without a project and a stack without a file, whatever the program's language: a misspelled stack is not
 * a new one.
 *
 * @throws UsageError
 */
export function requireStack(root: string, stack: string): void {
    stackSettings(root, projectSettings(root).settings, stack);
}

function projectSettings(root: string): { file: string; name: string; settings: Fields } {
    const file = ["Pulumi.yaml", "Pulumi.yml"].map((name) => join(root, name)).find(existsSync);
    if (file === undefined) {
        throw new UsageError(`there is no Pulumi.yaml in ${resolve(root)}; give the project's folder with --dir`);
    }
    const settings = readYaml(file);
    const name = settings.name;
    if (typeof name !== "string" || name === "") {
        throw new UsageError(`${file} has no name; a project needs one`);
    }
    return { file, name, settings };
}

/**
 * The file of a stack.
 *
 * @throws UsageError for a folder without a project, and a stack without a file.
 */
export function stackFileOf(root: string, stack: string): string {
    const folder = stackFolder(root, projectSettings(root).settings);
    const file = stackFile(folder, stack);
    if (file === undefined) {
        throw new NoStackFile(`there is no Pulumi.${stack}.yaml in ${folder}, nor one of another stack`);
    }
    return file;
}

/** A project without configuration has no such file at all: Pulumi itself writes it with the first value. */
function stackSettings(root: string, settings: Fields, stack: string): Fields {
    const file = stackFile(stackFolder(root, settings), stack);
    return file === undefined ? {} : readYaml(file);
}

function stackFolder(root: string, { stackConfigDir }: Fields): string {
    return typeof stackConfigDir === "string" ? join(root, stackConfigDir) : root;
}

function entryOf(root: string, main: unknown): Pick<Project, "folder" | "main"> {
    const entry = resolve(root, typeof main === "string" ? main : ".");
    if (!existsSync(entry)) {
        throw new UsageError(`the program ${entry} does not exist; main of Pulumi.yaml names it`);
    }
    return statSync(entry).isDirectory() ? { folder: entry, main: "." } : { folder: resolve(root), main: entry };
}

function runtimeOf(file: string, runtime: unknown): Fields {
    const { name, options } = typeof runtime === "string" ? { name: runtime, options: {} } : fieldsOf(runtime);
    if (name !== "nodejs") {
        throw new UsageError(`${file} has the runtime ${JSON.stringify(name)}; only programs of nodejs can be planned`);
    }
    return fieldsOf(options);
}

function stackFile(folder: string, stack: string): string | undefined {
    const file = [`Pulumi.${stack}.yaml`, `Pulumi.${stack}.yml`].map((name) => join(folder, name)).find(existsSync);
    if (file !== undefined) {
        return file;
    }
    const known = readdirSync(folder).flatMap((name) => name.match(/^Pulumi\.(.+)\.ya?ml$/)?.[1] ?? []);
    if (known.length === 0) {
        return undefined;
    }
    const list = `the stacks are ${known.sort().join(", ")}`;
    throw new NoStackFile(`there is no Pulumi.${stack}.yaml in ${resolve(folder)}; ${list}`);
}

function readYaml(file: string): Fields {
    const document = parseDocument(readFileSync(file, "utf8"));
    const [fault] = document.errors;
    if (fault !== undefined) {
        const line = fault.linePos?.[0].line;
        throw new UsageError(`${file}${line === undefined ? "" : `:${line}`}: ${fault.message.split("\n")[0]}`);
    }
    const content: unknown = document.toJS();
    if (content !== null && !isFields(content)) {
        throw new UsageError(`${file} must hold keys and values`);
    }
    return fieldsOf(content);
}

function fieldsOf(value: unknown): Fields {
    return isFields(value) ? value : {};
}
