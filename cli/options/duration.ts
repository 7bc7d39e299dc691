// Durations on the command line.
import { InvalidArgumentError } from "commander";
import { durationSeconds as parsed } from "../../model/text/durations";

/** Parser of an option that takes a duration, as whole seconds of at least one. */
export function durationSeconds(text: string): number {
    try {
        return parsed(text);
    } catch (error) {
        throw new InvalidArgumentError(`It ${(error as Error).message}.`);
    }
}
