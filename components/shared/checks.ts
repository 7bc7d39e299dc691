/** Refuses bad arguments: all faults of a component in one error, before anything of it is created. */
import * as pulumi from "@pulumi/pulumi";

/**
 * Throws one error that names the component and lists every fault, when there is one.
 *
 * @param component what is refused, such as `ImagePrepull "api"`
 */
export function refuse(component: string, faults: readonly string[]): void {
    if (faults.length === 0) {
        return;
    }
    const text = faults.length === 1 ? ` ${faults[0]}` : faults.map((fault) => `\n  - ${fault}`).join("");
    // A RunError is shown without a stack trace: the mistake is in the arguments, not in the program.
    throw new pulumi.RunError(`${component} was refused:${text}`);
}

/** Runs a decision that may throw and turns its error into a fault; undefined when it threw. */
export function collect<T>(faults: string[], decide: () => T): T | undefined {
    try {
        return decide();
    } catch (error) {
        faults.push((error as Error).message);
        return undefined;
    }
}

/** What is wrong with a value; an empty list when nothing is. */
export type Check<T> = (value: T) => readonly string[];

/** The faults of a value that is plain; of one that is not known yet there are none. */
export function faultsNow<T>(value: pulumi.Input<T>, check: Check<T>): readonly string[] {
    return isPlain(value) ? check(value) : [];
}

/**
 * The same check for a value that is not known yet. The result is withheld until the check passed, so that nothing can be
 * made of a bad value.
 */
export function faultsLater<T>(component: string, value: pulumi.Input<T>, check: Check<T>): pulumi.Output<T> {
    return (pulumi.output(value) as pulumi.Output<T>).apply((known) => {
        refuse(component, check(known));
        return known;
    });
}

/** Both at once: adds the faults of the property to the others when its value is plain, else withholds it until checked. */
export function checked<T>(
    component: string,
    faults: string[],
    property: string,
    value: pulumi.Input<T>,
    check: Check<T>,
): pulumi.Output<T> {
    const named = (known: T) => check(known).map((fault) => `${property}: ${fault}`);
    faults.push(...faultsNow(value, named));
    return isPlain(value) ? (pulumi.output(value) as pulumi.Output<T>) : faultsLater(component, value, named);
}

function isPlain<T>(value: pulumi.Input<T>): value is T {
    return !pulumi.Output.isInstance(value) && !(value instanceof Promise);
}

/** Object names are given by components' names, so these must be names that Kubernetes takes. */
export function objectNameFaults(name: string): string[] {
    if (/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) && name.length <= 63) {
        return [];
    }
    const expected = 'expected up to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit';
    return [`"${name}" cannot name a Kubernetes object; ${expected}`];
}
