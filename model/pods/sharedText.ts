/** What two texts about the same fault have in common. */

/** Identifiers, times and counts: sha256 digests, container ids, uids, addresses with their ports. */
const CHANGING = /\b[0-9a-f]{8,}(?:-[0-9a-f]{4,})*\b|\b\d[\d.:]*(?:m?s)?\b/gi;

/** `text` without what differs from one pod, one attempt or one minute to the next. */
export function sharedText(text: string, { name, uid, node }: { name: string; uid: string; node?: string }): string {
    const own = [uid, name, node ?? ""].filter((word) => word !== "");
    return own.reduce((rest, word) => rest.replaceAll(word, "~"), text).replace(CHANGING, "#");
}
