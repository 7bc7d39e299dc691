/** What two texts about the same fault have in common. */

/** Identifiers, times and counts: sha256 digests, container ids, uids, addresses with their ports. */
const CHANGING = /\b[0-9a-f]{8,}(?:-[0-9a-f]{4,})*\b|\b\d[\d.:]*(?:m?s)?\b/gi;

/** `text` without what differs from one attempt or one minute to the next, and without the names of its `own` case. */
export function sharedText(text: string, own: readonly (string | undefined)[]): string {
    return own
        .reduce((rest: string, word) => (word ? rest.replace(wholeWord(word), "~") : rest), text)
        .replace(CHANGING, "#");
}

function wholeWord(word: string): RegExp {
    return new RegExp(`(?<![A-Za-z0-9-])${word.replace(/[.*+?^$()|{}[\]\\]/g, "\\$&")}(?![A-Za-z0-9-])`, "g");
}
