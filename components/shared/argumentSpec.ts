/** What arguments a component has, for programs that no compiler checks: YAML, Python, plain JavaScript. */
import * as pulumi from "@pulumi/pulumi";
import { below, type Fault, within } from "../../model/fault";
import { unknownName } from "../../model/text/spelling";
import { fieldFaults } from "../../model/workload/fieldFaults";

export interface Argument {
    readonly required?: boolean;
    /** Must be known when the program runs: a timeout or the number of resources follows from it. */
    readonly plain?: boolean;
    readonly holds?: "object" | "list" | "map";
    /** What of Kubernetes it is, where it goes into a pod as it is: `text`, `[text` for a list, `{text` for a map to it. */
    readonly kind?: string;
    /** The arguments of the object, or of each entry. */
    readonly of?: ArgumentSpec;
}

export type ArgumentSpec = Readonly<Record<string, Argument>>;

/** Every argument of an interface, and no other. */
export type Arguments<T> = Readonly<Record<keyof T, Argument>>;

export const INPUT: Argument = {};
export const PLAIN: Argument = { plain: true };

export const TEXT: Argument = { kind: "text" };
export const PLAIN_TEXT: Argument = { plain: true, kind: "text" };
export const TEXT_LIST: Argument = { kind: "[text" };
export const TEXT_MAP: Argument = { kind: "{text" };
export const QUANTITIES: Argument = { kind: "{quantity" };

export function required(argument: Argument): Argument {
    return { ...argument, required: true };
}

export function object(of: ArgumentSpec, how: Argument = PLAIN): Argument {
    return { ...how, holds: "object", of };
}

export function list(of: ArgumentSpec, how: Argument = PLAIN): Argument {
    return { ...how, holds: "list", of };
}

export function map(of: ArgumentSpec, how: Argument = PLAIN): Argument {
    return { ...how, holds: "map", of };
}

/** Arguments that decisions can be made on, and what was wrong with their form. */
export interface ReadArguments<T> {
    /** Without what could not be read. */
    readonly args: T;
    readonly faults: readonly Fault[];
}

/**
 * Finds names that nobody knows, values that are missing, and those that are not known yet although they must be.
 *
 * @param reasons to refuse names that others know, in the place of one that speaks of spelling
 */
export function readArguments<T extends object>(
    spec: Arguments<T>,
    args: T,
    reasons: Readonly<Record<string, string>> = {},
): ReadArguments<T> {
    const faults: Fault[] = [];
    // A program without types may give none at all.
    const read = readObject(spec, args ?? {}, "", faults) as T;
    return {
        args: read,
        faults: faults.map((fault) => ({ ...fault, reason: reasons[fault.property] ?? fault.reason })),
    };
}

function readObject(spec: ArgumentSpec, given: object, path: string, faults: Fault[]): object {
    const names = Object.keys(spec);
    const unknown = Object.keys(given).filter((name) => !names.includes(name) && isGiven(given[name as keyof object]));
    for (const name of unknown) {
        faults.push({ property: below(path, name), reason: unknownName("argument", name, names) });
    }
    const values = given as Readonly<Record<string, unknown>>;
    return Object.fromEntries(
        Object.entries(spec).map(([name, argument]) => [name, read(argument, values[name], below(path, name), faults)]),
    );
}

function read(argument: Argument, value: unknown, path: string, faults: Fault[]): unknown {
    const reason = formFault(argument, value);
    if (reason !== undefined) {
        faults.push({ property: path, reason });
        // What must be there is empty then, so the decisions find what else is wrong.
        return argument.required ? emptyOf(argument) : undefined;
    }
    const { holds, of, kind } = argument;
    const wrong = kind === undefined ? [] : fieldFaults(value, kind);
    if (wrong.length > 0) {
        faults.push(...within(path, wrong));
        return argument.required ? emptyOf(argument) : undefined;
    }
    if (of === undefined || !isGiven(value) || isLater(value)) {
        return value ?? undefined;
    }
    const entry = (key: string | number, inner: unknown) => read(object(of), inner, below(path, key), faults);
    switch (holds) {
        case "list":
            return (value as unknown[]).map((inner, index) => entry(index, inner));
        case "map":
            return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, entry(key, inner)]));
        default:
            return readObject(of, value as object, path, faults);
    }
}

function formFault({ required, plain, holds, of }: Argument, value: unknown): string | undefined {
    if (!isGiven(value)) {
        return required ? `is missing${hint(holds, of)}` : undefined;
    }
    if (isLater(value)) {
        const why = "a timeout or the number of resources follows from it";
        return plain ? `is an Output, whose value is not known yet; give a plain value, since ${why}` : undefined;
    }
    if (holds === undefined) {
        return undefined;
    }
    const fits = typeof value === "object" && Array.isArray(value) === (holds === "list");
    return fits ? undefined : `${JSON.stringify(value)} must be ${holds === "list" ? "a list" : "an object"}`;
}

function hint(holds: Argument["holds"], of: ArgumentSpec = {}): string {
    const names = Object.keys(of).filter((name) => of[name]?.required);
    if (holds === undefined || names.length === 0) {
        return "";
    }
    return `; give ${holds === "list" ? "a list of objects" : "an object"} with ${names.join(", ")}`;
}

function emptyOf({ holds, of = {} }: Argument): unknown {
    if (holds === "list") {
        return [];
    }
    return holds === "object" ? Object.fromEntries(Object.keys(of).map((name) => [name, ""])) : "";
}

function isGiven(value: unknown): boolean {
    return value !== undefined && value !== null;
}

function isLater(value: unknown): boolean {
    return pulumi.Output.isInstance(value) || value instanceof Promise;
}
