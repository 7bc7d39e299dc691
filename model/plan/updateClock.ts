/** How long an update of a program may take: the sum of the waits along the way, as for the step of a pipeline. */

import { RESERVE_SECONDS } from "../timeouts/chain";
import { type Clocks, clocksOf } from "./clocks";
import type { PlanResource } from "./resource";

/**
 * The seconds of the longest wait of each kind, one kind after the other, and those of `timeouts` for all else. Undefined for
 * a program that declares no wait.
 */
export function updateSeconds(resources: readonly PlanResource[]): number | undefined {
    const longest = new Map<string, number>();
    for (const resource of resources) {
        const wait = waitOf(clocksOf(resource));
        if (wait !== undefined) {
            longest.set(resource.type, Math.max(wait, longest.get(resource.type) ?? 0));
        }
    }
    const waits = [...longest.values()];
    return waits.length === 0 ? undefined : waits.reduce((sum, wait) => sum + wait, RESERVE_SECONDS);
}

/** A program that declares no wait may still create a registry or a cluster. */
export const LEAST_STEP_MINUTES = 60;

/** Minutes for the step of a pipeline that updates such a program. */
export function stepMinutes(resources: readonly PlanResource[]): number {
    return Math.max(LEAST_STEP_MINUTES, Math.ceil((updateSeconds(resources) ?? 0) / 60));
}

/** A component says how long its gate waits; the resources behind the other clocks have Pulumi's own wait. */
function waitOf(clocks: Clocks): number | undefined {
    const names = ["pre-pull gate", "Pulumi's wait", "Pulumi's wait (create)", "Pulumi's wait (update)"];
    const known = names.map((name) => clocks[name]).filter((wait) => wait !== undefined);
    return known.length === 0 ? undefined : Math.max(...known);
}
