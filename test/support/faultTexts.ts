import { type Fault, faultText } from "../../model/fault";

/** What is shown of faults, a text each. */
export function faultTexts(faults: readonly Fault[]): string[] {
    return faults.map(faultText);
}
