/** The value of an output now, without what would wait for it. */
import type * as pulumi from "@pulumi/pulumi";
import { knownValue } from "../../shared/hooks";

/** Undefined for what a preview does not know, and for what failed: whatever is created from it says so. */
export async function valueIfKnown<T>(output: pulumi.Output<T>): Promise<T | undefined> {
    const { isKnown, isSecret } = output as unknown as Record<"isKnown" | "isSecret", Promise<boolean>>;
    isSecret.catch(() => undefined);
    const known = await isKnown.catch(() => false);
    return known ? knownValue(output) : undefined;
}
