import { type Fault, faultsAt } from "../fault";

/** What is wrong with a property that must be one of `choices`. Programs in YAML and JavaScript have no types that would have told. */
export function choiceFaults(
    property: string,
    value: string | undefined,
    choices: Readonly<Record<string, string>>,
): Fault[] {
    const accepted = Object.values(choices);
    const known = value === undefined || accepted.includes(value);
    return known ? [] : faultsAt(property, `"${value}" is not accepted; expected ${accepted.join(" or ")}`);
}
