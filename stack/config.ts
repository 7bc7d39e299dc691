// The only reader of stack configuration: typed, and with all faults of a configuration in one error.
import * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { type RegistryConfig, registrySchema } from "./registrySchema";
import { type RolloutConfig, rolloutSchema } from "./rolloutSchema";
import { timeoutFaults } from "./rolloutTimeouts";

const stageSchema = v.picklist(["prepull", "deploy"]);

export interface StackConfig {
    /** `prepull` only warms the nodes, for a maintenance window; `deploy` also migrates and rolls out. */
    readonly stage: v.InferOutput<typeof stageSchema>;
    readonly registry?: RegistryConfig;
    readonly rollout?: RolloutConfig;
}

const SECTIONS = { stage: stageSchema, registry: registrySchema, rollout: rolloutSchema } as const;

/**
 * Reads `stage`, `registry` and `rollout` of the stack.
 *
 * @throws pulumi.RunError with every fault, each with its key, the value given and what is accepted.
 */
export function readConfig(): StackConfig {
    const config = new pulumi.Config();
    const faults: string[] = [];
    const stage = section("stage", config.get("stage"), faults) as StackConfig["stage"] | undefined;
    const registry = section("registry", objectOf(config, "registry", faults), faults) as RegistryConfig | undefined;
    const rollout = section("rollout", objectOf(config, "rollout", faults), faults) as RolloutConfig | undefined;
    if (rollout !== undefined) {
        faults.push(...timeoutFaults(rollout).map((fault) => `${config.name}:rollout.${fault}`));
    }
    if (faults.length > 0) {
        const count = faults.length === 1 ? "a fault" : `${faults.length} faults`;
        const file = `Pulumi.${pulumi.getStack()}.yaml`;
        throw new pulumi.RunError(
            `The configuration in ${file} has ${count}:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`,
        );
    }
    return { stage: stage ?? "deploy", registry, rollout };
}

function objectOf(config: pulumi.Config, key: "registry" | "rollout", faults: string[]): unknown {
    try {
        return config.getObject(key);
    } catch {
        faults.push(`${config.name}:${key} must be an object in YAML, not text`);
        return undefined;
    }
}

function section(key: keyof typeof SECTIONS, given: unknown, faults: string[]): unknown {
    if (given === undefined) {
        return undefined;
    }
    const result = v.safeParse(SECTIONS[key] as v.GenericSchema, given, { message: accepted });
    if (result.success) {
        return result.output;
    }
    faults.push(...result.issues.map((issue) => faultOf(`${new pulumi.Config().name}:${key}`, issue)));
    return undefined;
}

const KINDS: Readonly<Record<string, string>> = {
    string: "text",
    number: "a number",
    boolean: "true or false",
    Array: "a list",
    Object: "an object",
};

/** What a value must be, where its schema has no words of its own: valibot writes `("a" | "b")`. */
function accepted({ expected, message }: v.BaseIssue<unknown>): string {
    const kinds = expected?.replace(/^\(|\)$/g, "").split(" | ");
    return kinds === undefined ? message : `must be ${kinds.map((kind) => KINDS[kind] ?? kind).join(" or ")}`;
}

function faultOf(root: string, { path, input, kind, type, message }: v.BaseIssue<unknown>): string {
    const at = (path ?? []).reduce(
        (text, { key }) => `${text}${typeof key === "number" ? `[${key}]` : `.${key}`}`,
        root,
    );
    if (type === "never") {
        return `${at}: ${message}`;
    }
    const given = path === undefined ? input : path.at(-1)?.value;
    if (given === undefined) {
        // An object knows of a missing key no more than its name.
        return kind === "schema" ? `${at} is missing` : `${at} is missing: ${message}`;
    }
    return `${at} is ${shown(given)}: ${message}`;
}

function shown(value: unknown): string {
    const text = JSON.stringify(value) ?? String(value);
    return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
