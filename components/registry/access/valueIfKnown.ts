/** The value of an output now, without what would wait for it. */
import type * as pulumi from "@pulumi/pulumi";
import { isKnownNow, knownValue } from "../../shared/hooks";

/** Undefined for what a preview does not know, and for what failed: whatever is created from it says so. */
export async function valueIfKnown<T>(output: pulumi.Output<T>): Promise<T | undefined> {
    const known = await isKnownNow(output).catch(() => false);
    return known ? knownValue(output) : undefined;
}
