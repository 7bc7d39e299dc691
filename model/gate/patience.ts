/** How long nodes may fail with a cause before the gate does. */
import { parseImageReference } from "../image/reference";
import type { Cause } from "../pulls/causes";
import { registryKind } from "../registry/kind";
import type { Clock } from "../timeouts/chain";

export interface Awaited {
    readonly image: string;
    readonly gate: Clock;
}

/** A refused pull is waited for longer where the right to pull may be new. */
export function patienceSeconds({ patienceSeconds, rolePatienceSeconds }: Cause, awaited: Awaited): number {
    return rolePatienceSeconds !== undefined && mayBeNew(awaited) ? rolePatienceSeconds : patienceSeconds;
}

/** A role that the program assigns, or any at one of Azure's registries. */
function mayBeNew({ image, gate }: Awaited): boolean {
    return gate.shares.some(({ name }) => name === "role") || isAzures(image);
}

function isAzures(image: string): boolean {
    try {
        return registryKind(parseImageReference(image).registry) === "acr";
    } catch {
        return false;
    }
}
