/** A short hash for names: the same text has the same one on every machine and in every release. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The first `length` hex digits of the text's SHA-256. */
export function shortHash(text: string, length = 12): string {
    return bytesToHex(sha256(utf8ToBytes(text))).slice(0, length);
}
