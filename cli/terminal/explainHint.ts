// Where there is more to read on the causes that a verb has printed.
import type { CauseName } from "../../model/pulls/causes";
import { labelled } from "./wrap";

/** One line for all of them, below what was printed; nothing where no pull has failed. */
export function explainHint(causes: readonly (CauseName | undefined)[]): string {
    const names = [...new Set(causes)].filter((name) => name !== undefined);
    const [one] = names;
    if (one === undefined) {
        return "";
    }
    const command = names.length === 1 ? `image-delivery explain ${one}` : "image-delivery explain CAUSE";
    const list = names.length === 1 ? "" : ` (${names.join(", ")})`;
    return `\n${labelled("", `More on ${names.length === 1 ? "this cause" : "these causes"}: ${command}${list}`)}`;
}
