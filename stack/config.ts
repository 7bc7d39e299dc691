// The only reader of stack configuration: typed, and with all faults of a configuration in one error.
import * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { type Fault, faultsAt, faultText, propertyPath, within } from "../model/fault";
import { SET_ELSEWHERE } from "../model/registry/setElsewhere";
import { unknownName } from "../model/text/spelling";
import { type RegistryConfig, registrySchema } from "./registrySchema";
import { type RolloutConfig, rolloutSchema } from "./rolloutSchema";
import { timeoutFaults } from "./rolloutTimeouts";
import { KEYS } from "./schemaTypes";
import { type WarmupConfig, warmupSchema } from "./warmupSchema";

const stageSchema = v.picklist(["prepull", "deploy"]);

export interface Configuration {
    /** `prepull` only warms the nodes, for a maintenance window; `deploy` also migrates and rolls out. */
    readonly stage: v.InferOutput<typeof stageSchema>;
    readonly registry?: RegistryConfig;
    readonly rollout?: RolloutConfig;
    readonly nodeWarmup?: WarmupConfig;
}

const SECTIONS = {
    stage: stageSchema,
    registry: registrySchema,
    rollout: rolloutSchema,
    nodeWarmup: warmupSchema,
} as const;

/**
 * Reads the sections of the stack.
 *
 * @throws pulumi.RunError with every fault, each with its key, the value given and what is accepted.
 */
export function readConfig(): Configuration {
    const config = new pulumi.Config();
    const faults = unknownSections(config);
    const stage = section("stage", config.get("stage"), faults) as Configuration["stage"] | undefined;
    const registry = section("registry", objectOf(config, "registry", faults), faults) as RegistryConfig | undefined;
    const rollout = section("rollout", objectOf(config, "rollout", faults), faults) as RolloutConfig | undefined;
    const nodeWarmup = section("nodeWarmup", objectOf(config, "nodeWarmup", faults), faults) as
        | WarmupConfig
        | undefined;
    if (rollout !== undefined) {
        faults.push(...within("rollout", timeoutFaults(rollout)));
    }
    if (faults.length > 0) {
        const count = faults.length === 1 ? "a fault" : `${faults.length} faults`;
        const lines = faults.map((fault) => `\n  - ${config.name}:${faultText(fault)}`);
        throw new pulumi.RunError(
            `The configuration in Pulumi.${pulumi.getStack()}.yaml has ${count}:${lines.join("")}`,
        );
    }
    return { stage: stage ?? "deploy", registry, rollout, nodeWarmup };
}

/** Keys of this project besides the sections: nobody reads them. */
function unknownSections({ name }: pulumi.Config): Fault[] {
    const keys = Object.keys(pulumi.runtime.allConfig()).filter((key) => key.startsWith(`${name}:`));
    const sections = Object.keys(SECTIONS);
    return keys
        .map((key) => key.slice(name.length + 1))
        .filter((key) => !sections.includes(key))
        .flatMap((key) => faultsAt(key, unknownName("key", key, sections)));
}

function objectOf(config: pulumi.Config, key: "registry" | "rollout" | "nodeWarmup", faults: Fault[]): unknown {
    try {
        return config.getObject(key);
    } catch {
        faults.push({ property: key, reason: `${shown(config.get(key))} must be an object in YAML, not text` });
        return undefined;
    }
}

function section(key: keyof typeof SECTIONS, given: unknown, faults: Fault[]): unknown {
    if (given === undefined) {
        return undefined;
    }
    const result = v.safeParse(SECTIONS[key] as v.GenericSchema, given, { message: accepted });
    if (result.success) {
        return result.output;
    }
    const reasons = key === "registry" ? SET_ELSEWHERE : {};
    const found = result.issues
        .map(faultOf)
        .map((fault) => ({ ...fault, reason: reasons[fault.property] ?? fault.reason }));
    faults.push(...within(key, found));
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

function faultOf({ path, input, kind, type, message }: v.BaseIssue<unknown>): Fault {
    const property = propertyPath(...(path ?? []).map(({ key }) => key as string | number));
    if (type === "never") {
        return { property, reason: unknownName("key", String(path?.at(-1)?.key), message.split(KEYS)) };
    }
    // What a decision of model/ says names the value on its own.
    if (type === "raw_check") {
        return { property, reason: message };
    }
    const given = path === undefined ? input : path.at(-1)?.value;
    if (given === undefined) {
        // An object knows of a missing key no more than its name.
        return { property, reason: kind === "schema" ? "is missing" : `is missing: ${message}` };
    }
    return { property, reason: `${shown(given)} ${message}` };
}

function shown(value: unknown): string {
    const text = JSON.stringify(value) ?? String(value);
    return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
