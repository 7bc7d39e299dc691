/** Works on values that may hold outputs: on those that are plain now, on the others once they are known. */
import * as pulumi from "@pulumi/pulumi";
import { isPlain } from "./checks";

/** Calls `then` with the values, now where all of them are plain. Outputs deeper down stay as they are then. */
export function whenKnown(values: readonly unknown[], then: (known: readonly unknown[]) => unknown): unknown {
    return values.every((value) => isPlain(value)) ? then(values) : pulumi.output(values as unknown[]).apply(then);
}
