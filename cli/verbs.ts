// The verbs of the command, each in a file of its own that is loaded only when it is asked for.
import type { Command } from "commander";

export interface Verb {
    readonly name: string;
    /** The verb's line in `image-delivery --help`. */
    readonly summary: string;
    readonly load: () => Promise<Command>;
}

export const VERBS: readonly Verb[] = [
    {
        name: "timeouts",
        summary: "every timeout of a rollout, derived from the size of its image, with reasons",
        load: async () => (await import("./verbs/timeouts")).timeoutsCommand(),
    },
];
