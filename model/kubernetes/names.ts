/** Names of Kubernetes objects that carry what they stand for: another image, or another migration, is another object. */
import { type ImageReference, imageKey } from "../image/reference";
import { shortHash } from "../shortHash";

/** Of a DNS label and of a label's value, which the names of DaemonSets and Jobs become on their pods. */
const LONGEST = 63;

const BASE_HASH_DIGITS = 6;

/** Name of the DaemonSet that puts an image on the nodes: `base` and the image's key, at most 63 characters. */
export function prepullName(base: string, reference: ImageReference): string {
    return labelWithSuffix(base, imageKey(reference));
}

/** Name of a DaemonSet that puts several images on the nodes: `base` and a hash of the images, at most 63 characters. */
export function lanePrepullName(base: string, references: readonly ImageReference[]): string {
    return labelWithSuffix(base, shortHash(references.map(imageKey).join(","), 12));
}

/**
 * Name of a migration's Job: `base`, the image's key and a hash of `runs` (command, arguments, environment), at most 63
 * characters. The same migration always has the same name, in whatever order the keys of `runs` were written.
 */
export function migrationName(base: string, reference: ImageReference, runs: unknown): string {
    return labelWithSuffix(base, `${imageKey(reference)}-${shortHash(stableJson(runs), 8)}`);
}

/** The API server cuts a generated name's beginning here, to leave room for five random characters. */
const GENERATED_NAME_START = 58;
const GENERATED_NAME_END = 5;

/** What the names of the pods of a DaemonSet or a Job begin with. */
export function podNameStart(owner: string): string {
    return `${owner}-`.slice(0, GENERATED_NAME_START);
}

/** Whether a pod of that name may be one of the owner's: the names of other owners may begin with the whole of this one's. */
export function isPodNameOf(owner: string, pod: string): boolean {
    const start = podNameStart(owner);
    return pod.startsWith(start) && pod.length === start.length + GENERATED_NAME_END;
}

/** `text` as the value of a label. What does not fit is replaced or cut, and ends in a hash that keeps it apart. */
export function labelValue(text: string): string {
    return fitted(text, text.replace(/[^A-Za-z0-9._-]+/g, "-"), LONGEST);
}

function labelWithSuffix(base: string, suffix: string): string {
    const clean = base.toLowerCase().replace(/[^a-z0-9-]+/g, "-");
    return trimmed(`${fitted(base, clean, LONGEST - suffix.length - 1)}-${suffix}`);
}

/** `clean` where it says all that `text` says, else what fits of it and a hash of `text`: two texts never become one. */
function fitted(text: string, clean: string, length: number): string {
    const ends = trimmed(clean);
    return ends === text && ends.length <= length
        ? ends
        : trimmed(`${trimmed(ends.slice(0, length - BASE_HASH_DIGITS - 1))}-${shortHash(text, BASE_HASH_DIGITS)}`);
}

/** Labels begin and end with a letter or a digit. */
function trimmed(text: string): string {
    return text.replace(/^[^A-Za-z0-9]+/, "").replace(/[^A-Za-z0-9]+$/, "");
}

/** JSON whose objects have their keys in order. */
function stableJson(value: unknown): string {
    const inOrder = (_key: string, entry: unknown) =>
        entry !== null && typeof entry === "object" && !Array.isArray(entry)
            ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
            : entry;
    return JSON.stringify(value, inOrder) ?? "";
}
