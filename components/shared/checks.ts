/** Refuses bad arguments: all faults of a component in one error, before anything of it is created. */
import * as pulumi from "@pulumi/pulumi";
import { distinct, type Fault, faultsAt, isWithin, within } from "../../model/fault";
import { refuseLate } from "./refusal";

export { RefusedArguments, refuse } from "./refusal";

/**
 * All faults of arguments, each once.
 *
 * @param form what is wrong with their form. Of such an argument nothing else is said.
 */
export function faultsOf(form: readonly Fault[], others: readonly Fault[]): Fault[] {
    const sound = others.filter(({ property }) => !form.some((fault) => isWithin(fault.property, property)));
    return distinct([...form, ...sound]);
}

/** What is wrong with a value; an empty list when nothing is. */
export type Check<T> = (value: T) => readonly Fault[];

/** The check of a value that is the property of something larger. */
function checkAt<T>(property: string, check: Check<T>): Check<T> {
    return (value) => within(property, check(value));
}

/** The faults of a value that is plain; of one that is not known yet there are none. */
export function faultsNow<T>(value: pulumi.Input<T>, check: Check<T>): readonly Fault[] {
    return isPlain(value) ? check(value) : [];
}

/**
 * The same check for a value that is not known yet. The result is withheld until the check passed, so nothing can be
 * created from a bad value.
 */
export function faultsLater<T>(component: string, value: pulumi.Input<T>, check: Check<T>): pulumi.Output<T> {
    return (pulumi.output(value) as pulumi.Output<T>).apply((known) => {
        refuseLate(component, check(known));
        return known;
    });
}

/** Both checks in one: adds the faults of the property to the others when its value is plain, else withholds it until checked. */
export function checked<T>(
    component: string,
    faults: Fault[],
    property: string,
    value: pulumi.Input<T>,
    check: Check<T>,
): pulumi.Output<T> {
    const named = checkAt(property, check);
    faults.push(...faultsNow(value, named));
    return isPlain(value) ? (pulumi.output(value) as pulumi.Output<T>) : faultsLater(component, value, named);
}

export function isPlain<T>(value: pulumi.Input<T>): value is T {
    return !pulumi.Output.isInstance(value) && !(value instanceof Promise);
}

/** Object names are given by components' names, so these must be names that Kubernetes takes. */
export function objectNameFaults(name: string): Fault[] {
    if (/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) && name.length <= 63) {
        return [];
    }
    const expected = 'expected up to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit';
    return faultsAt("", `"${name}" cannot name a Kubernetes object; ${expected}`);
}
