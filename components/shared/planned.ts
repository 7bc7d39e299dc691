/** Decisions on arguments: made once, and used when nothing is wrong with anything. */
import type { Fault } from "../../model/fault";
import { faultsOf, refuse } from "./checks";

export interface Planned<Plan> {
    /** What is wrong with what is known of the arguments now. */
    readonly faults: readonly Fault[];
    /** Undefined only where there are faults. */
    readonly plan: Plan | undefined;
}

/** Whose arguments are decided on, for what turns out to be wrong later. */
export interface Place {
    /** Such as `ImageRollout "shop"`. */
    readonly component: string;
    /** Of the arguments in those of the component; empty where they are its own. */
    readonly path: string;
}

/**
 * The plan, after one error with all faults where there are some.
 *
 * @param form what is wrong with the form of the arguments. Of such an argument nothing else is said.
 */
export function accepted<Plan>(
    component: string,
    { faults, plan }: Planned<Plan>,
    form: readonly Fault[] = [],
    more: readonly Fault[] = [],
): Plan {
    refuse(component, faultsOf(form, [...faults, ...more]));
    return plan as Plan;
}
