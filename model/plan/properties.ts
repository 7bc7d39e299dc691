/**
 * Two values compared property by property, by the paths that Pulumi prints and that `ignoreChanges` takes. Not by
 * microdiff, which looks for keys on the prototype too: it does not see a new label `constructor`.
 */
import type { Json, JsonObject } from "./resource";

export interface PropertyChange {
    /** Such as `spec.template.spec.containers[0].image` or `metadata.annotations["pulumi.com/skipAwait"]`. */
    readonly path: string;
    /** Absent when the property is new. */
    readonly before?: Json;
    /** Absent when the property goes away. */
    readonly after?: Json;
}

/** Every property that differs, in the order of the paths; lists are compared by position. */
export function propertyChanges(before: Json | undefined, after: Json | undefined, path = ""): PropertyChange[] {
    if (Array.isArray(before) && Array.isArray(after)) {
        return indexes(before, after).flatMap((at) => propertyChanges(before[at], after[at], `${path}[${at}]`));
    }
    if (isObject(before) && isObject(after)) {
        return keys(before, after).flatMap((key) =>
            propertyChanges(own(before, key), own(after, key), join(path, key)),
        );
    }
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [changeOf(path, before, after)];
}

/** True when `path` is the property at `root`, or a part of it. */
export function isWithin(path: string, root: string): boolean {
    return path === root || path.startsWith(`${root}.`) || path.startsWith(`${root}[`);
}

export function isObject(value: Json | undefined): value is JsonObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function changeOf(path: string, before: Json | undefined, after: Json | undefined): PropertyChange {
    return { path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

/** A key such as `constructor` is not found on the prototype. */
function own(value: JsonObject, key: string): Json | undefined {
    return Object.hasOwn(value, key) ? value[key] : undefined;
}

function indexes(before: readonly Json[], after: readonly Json[]): number[] {
    return [...Array(Math.max(before.length, after.length)).keys()];
}

function keys(before: JsonObject, after: JsonObject): string[] {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
}

function join(path: string, key: string): string {
    if (!/^[A-Za-z_$][\w$]*$/.test(key)) {
        return `${path}[${JSON.stringify(key)}]`;
    }
    return path === "" ? key : `${path}.${key}`;
}
