// What is known of a verb before it is loaded.
import type { Command } from "commander";

export interface Verb {
    readonly name: string;
    /** The verb's line in `image-delivery --help`. */
    readonly summary: string;
    /** The words after `image-delivery`, and what they are for. */
    readonly examples: readonly [Example, Example];
    readonly load: () => Promise<Command>;
}

type Example = readonly [words: string, what: string];
