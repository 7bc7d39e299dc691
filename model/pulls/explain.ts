/** Where there is more to read on causes that were named. */

import type { CauseName } from "./causes";

/** `More on this cause: image-delivery explain dns`; empty where no pull has failed. */
export function explainHint(causes: readonly (CauseName | undefined)[]): string {
    const names = [...new Set(causes)].filter((name) => name !== undefined);
    const [one] = names;
    if (one === undefined) {
        return "";
    }
    return names.length === 1
        ? `More on this cause: image-delivery explain ${one}`
        : `More on these causes: image-delivery explain CAUSE (${names.join(", ")})`;
}
