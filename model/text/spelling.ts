/** What to write instead of a name that nobody knows. */
import { distance } from "fastest-levenshtein";

/** The reason to refuse a key or an argument: the nearest that there is, and all of them. */
export function unknownName(kind: "key" | "argument", given: string, accepted: readonly string[]): string {
    const near = nearest(given, accepted);
    const hint = near === undefined ? "check the spelling" : `did you mean ${near}?`;
    return `unknown ${kind}; ${hint} (accepted: ${accepted.join(", ")})`;
}

/** One that differs by a typo, or that begins as the given one does; undefined where none is near. */
function nearest(given: string, accepted: readonly string[]): string | undefined {
    const word = given.toLowerCase();
    const [best] = accepted
        .map((name) => ({ name, edits: editsBetween(word, name.toLowerCase()) }))
        .filter(({ edits }) => edits <= Math.max(1, Math.floor(word.length / 3)))
        .sort((a, b) => a.edits - b.edits);
    return best?.name;
}

/** One that differs by a letter or two, by case, hyphens or underscores, or that the given one was cut short from. */
export function similarName(given: string, accepted: readonly string[]): string | undefined {
    const plain = (name: string) => name.toLowerCase().replaceAll(/[-_]/g, "");
    const most = given.length < 6 ? 1 : 2;
    return accepted.find((name) => editsBetween(plain(given), plain(name)) <= most);
}

/** A name that was cut short (`run` for `runSeconds`) is as near as one with one letter wrong. */
function editsBetween(word: string, name: string): number {
    return word.length >= 3 && name.startsWith(word) ? 1 : distance(word, name);
}
