// Names for resources that were given none: the resource's own name and a suffix, so a replacement can live next to it.
import { createHash } from "node:crypto";

/**
 * `name`, the separator and `digits` hex digits drawn from the engine's random seed, so that a preview and its update agree.
 */
export function autoName(name: string, seed: Uint8Array, digits = 8, separator = "-"): string {
    return `${name}${separator}${createHash("sha256").update(seed).digest("hex").slice(0, digits)}`;
}
