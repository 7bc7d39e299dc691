/** Works on values that may hold outputs: on those that are plain now, on the others once they are known. */
import * as pulumi from "@pulumi/pulumi";
import { isFields } from "../../model/workload/fields";
import { isPlain } from "./checks";

/** Calls `then` with the values, now where all of them are plain. Outputs deeper down stay as they are then. */
export function whenKnown(values: readonly unknown[], then: (known: readonly unknown[]) => unknown): unknown {
    return values.every((value) => isPlain(value)) ? then(values) : pulumi.output(values as unknown[]).apply(then);
}

/**
 * What follows from values: now where all of them are plain throughout, else once they are known. Most programs say all of it as plain
 * values, and an output takes the engine's client far longer than what is derived from it.
 */
export function derived<Values extends readonly unknown[], Derived>(
    values: readonly [...Values],
    then: (known: { [Index in keyof Values]: pulumi.Unwrap<Values[Index]> }) => Derived,
): pulumi.Input<Derived> {
    const known = then as (known: readonly unknown[]) => unknown;
    const result = values.every(isPlainThroughout)
        ? known(values)
        : pulumi.output(values as readonly unknown[]).apply((all) => known(all as readonly unknown[]));
    return result as pulumi.Input<Derived>;
}

function isPlainThroughout(value: unknown): boolean {
    return isPlain(value) && (!isList(value) || Object.values(value).every(isPlainThroughout));
}

function isList(value: unknown): value is object {
    return Array.isArray(value) || isFields(value);
}
