// Programs of this repository, each run as its user would run it.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { addHook } from "pirates";
import { parse } from "yaml";
import { readProject } from "../../cli/verbs/plan/project";
import { componentPackage } from "../../componentPackage/provider";
import type { InlineProgram } from "./inlineProgram";

export const REPOSITORY = join(__dirname, "../..");

type Values = Readonly<Record<string, unknown>>;

/** A stack by its file. `change` gets two sections of its configuration and returns those to replace. */
// biome-ignore lint/suspicious/noExplicitAny: configuration before anything has checked it.
export function stackIn(folder: string, stack: string, change: (section: any) => Values = () => ({})): InlineProgram {
    const project = readProject(join(REPOSITORY, folder), stack);
    const { values, secretKeys } = project.config;
    const section = (key: string) => JSON.parse(values[`${project.name}:${key}`] ?? "{}");
    const changed = configuration(project.name, change({ registry: section("registry"), rollout: section("rollout") }));
    const entry = resolve(project.folder, project.main);
    const config = { values: { ...values, ...changed }, secretKeys };
    return { project: project.name, stack, config, run: () => execute(entry) };
}

/** An example in TypeScript. It has no stack file, so `values` is its whole configuration. */
export function typescriptExample(folder: string, values: Values): InlineProgram {
    return { ...exampleProject(folder, values), run: () => execute(join(REPOSITORY, "examples", folder, "index.ts")) };
}

/**
 * What the component package creates for a program in another language. The language hosts are not needed: all they do is pass
 * the arguments on.
 */
export function packageExample(folder: string, components: Readonly<Record<string, Component>>): InlineProgram {
    const { construct } = componentPackage("0.0.0");
    const run = async () => {
        for (const [name, { type, properties }] of Object.entries(components)) {
            await construct?.(name, type, properties, {});
        }
    };
    return { ...exampleProject(folder, {}), run };
}

export interface Component {
    readonly type: string;
    readonly properties: Record<string, unknown>;
}

/** The components of the YAML example, with `values` as its configuration. */
export function yamlComponents(values: Readonly<Record<string, string>>): Readonly<Record<string, Component>> {
    const text = readFileSync(join(REPOSITORY, "examples/yaml/Pulumi.yaml"), "utf8");
    const filled = text.replace(/\$\{(\w+)\}/g, (reference, name) => values[name] ?? reference);
    return parse(filled).resources;
}

function exampleProject(folder: string, values: Values): Omit<InlineProgram, "run"> {
    const { name } = parse(readFileSync(join(REPOSITORY, "examples", folder, "Pulumi.yaml"), "utf8"));
    return { project: name, stack: "test", config: { values: configuration(name, values), secretKeys: [] } };
}

function configuration(project: string, values: Values): Record<string, string> {
    const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${project}:${key}`, text(value)]));
}

/** Loads the file again, because some programs do their work while loading, and calls its export if that is a function. */
function execute(file: string): unknown {
    delete require.cache[require.resolve(file)];
    const restore = addHook(withSources, { exts: [".ts"], matcher: (loaded) => loaded === file });
    try {
        const exported: unknown = require(file);
        return typeof exported === "function" ? exported() : exported;
    } finally {
        restore();
    }
}

/** Examples import the package by its name, which is not installed in their folders. */
function withSources(code: string): string {
    return code.replaceAll(
        'require("aks-image-delivery")',
        `require(${JSON.stringify(join(REPOSITORY, "components"))})`,
    );
}
