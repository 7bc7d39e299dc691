// Chains of timeouts in a form that tests compare, and what they are drawn from.
import fc from "fast-check";
import type { Clock, TimeoutChain } from "../../model/timeouts/chain";

export const CLOCKS = ["pull", "gate", "job", "deployment", "jobWait", "deploymentWait", "step"] as const;

/** A number from 1 to `max`, or none. */
export const count = (max: number) => fc.option(fc.integer({ min: 1, max }), { nil: undefined });

export function seconds(chain: TimeoutChain): Record<(typeof CLOCKS)[number], number> {
    return Object.fromEntries(CLOCKS.map((name) => [name, chain[name].seconds])) as Record<
        (typeof CLOCKS)[number],
        number
    >;
}

export function parts(clock: Clock): [string, number][] {
    return clock.shares.map((share) => [share.name, share.seconds]);
}
