// The configuration of a stack in the form in which Pulumi hands it to a program.
import { SECRET } from "../../../model/plan/resource";
import { type Fields, isFields } from "./fields";

export interface StackConfig {
    /** Full keys, such as `project:key`, to text; what is not text is JSON. */
    readonly values: Readonly<Record<string, string>>;
    /** Keys that hold something secret. */
    readonly secretKeys: readonly string[];
}

/**
 * The stack's values over those of the project. Encrypted values stay as they are: a plan has no key, and programs get
 * `[secret]` in their place.
 */
export function stackConfig(project: string, ofProject: Fields, ofStack: Fields): StackConfig {
    const entries = new Map<string, unknown>();
    for (const [key, given] of Object.entries(ofProject)) {
        const value = projectValue(given);
        if (value !== undefined) {
            entries.set(fullKey(project, key), value);
        }
    }
    for (const [key, value] of Object.entries(ofStack)) {
        entries.set(fullKey(project, key), value);
    }
    return {
        values: Object.fromEntries([...entries].map(([key, value]) => [key, textOf(withoutSecrets(value))])),
        secretKeys: [...entries].flatMap(([key, value]) => (hasSecret(value) ? [key] : [])),
    };
}

function fullKey(project: string, key: string): string {
    return key.includes(":") ? key : `${project}:${key}`;
}

/** A plain value, or the `value` or `default` of one that is declared with its type. */
function projectValue(given: unknown): unknown {
    if (!isFields(given) || isSecret(given)) {
        return given;
    }
    return given.value ?? given.default;
}

function textOf(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(value);
}

function withoutSecrets(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(withoutSecrets);
    }
    if (!isFields(value)) {
        return value;
    }
    return isSecret(value)
        ? SECRET
        : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner)]));
}

function hasSecret(value: unknown): boolean {
    if (Array.isArray(value)) {
        return value.some(hasSecret);
    }
    return isFields(value) && (isSecret(value) || Object.values(value).some(hasSecret));
}

function isSecret(value: Fields): boolean {
    return typeof value.secure === "string" && Object.keys(value).length === 1;
}
