/** A short hash for names: the same text has the same one on every machine and in every release. */
import { createHash } from "node:crypto";

/** The first `length` hex digits of the text's SHA-256. */
export function shortHash(text: string, length = 12): string {
    return createHash("sha256").update(text).digest("hex").slice(0, length);
}
