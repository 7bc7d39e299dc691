/** How long nodes may fail with a cause before the gate does. */
import { parseImageReference } from "../image/reference";
import type { Cause } from "../pulls/causes";
import { registryKind } from "../registry/kind";
import type { Clock } from "../timeouts/chain";

export interface Awaited {
    readonly image: string;
    readonly gate: Clock;
}

/** A refused pull is waited for longer where the right to pull may be new: a role that the program assigns, or any at Azure's registries. */
export function patienceSeconds(cause: Cause, { image, gate }: Awaited): number {
    const { patienceSeconds, rolePatienceSeconds = patienceSeconds } = cause;
    const mayBeNew = gate.shares.some(({ name }) => name === "role") || isAzures(image);
    return mayBeNew ? rolePatienceSeconds : patienceSeconds;
}

function isAzures(image: string): boolean {
    try {
        return registryKind(parseImageReference(image).registry) === "acr";
    } catch {
        return false;
    }
}
