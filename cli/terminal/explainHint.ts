// Where there is more to read on the causes that a verb has printed.
import type { CauseName } from "../../model/pulls/causes";
import { explainHint as sentence } from "../../model/pulls/explain";
import { labelled } from "./wrap";

/** One line for all of them, below what was printed; nothing where no pull has failed. */
export function explainHint(causes: readonly (CauseName | undefined)[]): string {
    const hint = sentence(causes);
    return hint === "" ? "" : `\n${labelled("", hint)}`;
}
