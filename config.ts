// The only reader of stack configuration: typed, and with all faults of a configuration in one error.
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { type RegistryConfig, registrySchema } from "./stack/registrySchema";
import { type RolloutConfig, rolloutSchema } from "./stack/rolloutSchema";
import { timeoutFaults } from "./stack/rolloutTimeouts";

const stageSchema = z.enum(["prepull", "deploy"]);

export interface StackConfig {
    /** `prepull` only warms the nodes, for a maintenance window; `deploy` also migrates and rolls out. */
    readonly stage: z.output<typeof stageSchema>;
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
    const result = SECTIONS[key].safeParse(given);
    if (result.success) {
        return result.data;
    }
    faults.push(
        ...result.error.issues.flatMap((issue) => faultsOf(`${new pulumi.Config().name}:${key}`, given, issue)),
    );
    return undefined;
}

/** The texts of one issue; keys that nobody knows are a fault each. */
function faultsOf(root: string, section: unknown, issue: z.core.$ZodIssue): string[] {
    const path = pathText(root, issue.path);
    if (issue.code === "unrecognized_keys") {
        return issue.keys.map((key) => `${path}.${key}: no such key; look for a typing error`);
    }
    const given = valueAt(section, issue.path);
    return [`${path} ${given === undefined ? "is missing" : `is ${shown(given)}`}: ${issue.message}`];
}

function pathText(root: string, path: readonly PropertyKey[]): string {
    return path.reduce<string>((text, key) => text + (typeof key === "number" ? `[${key}]` : `.${String(key)}`), root);
}

function valueAt(section: unknown, path: readonly PropertyKey[]): unknown {
    return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], section);
}

function shown(value: unknown): string {
    const text = JSON.stringify(value) ?? String(value);
    return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
