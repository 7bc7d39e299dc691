// A stack's text with images pinned, and what changes for it.
import { parseImageSize } from "../image/size";
import { UsageError } from "../userError";
import { type Edit, edited, scalarEdit } from "./edits";
import { fieldOf, newEntryEdits, newKeyEdit } from "./newEntry";
import type { Pin } from "./pin";
import { type StackEntry, type StackImages, stackImages } from "./stackImages";

export interface PinChange {
    readonly name: string;
    readonly key: "image" | "size" | "layers";
    /** Undefined where the stack says nothing yet. */
    readonly from: unknown;
    readonly to: string;
}

/** An anchor that is changed changes its aliases, whose own entries may be pinned to something else: then once more. */
const MOST_PASSES = 3;

/** @throws UsageError where the stack has no place for a pin, or the change would reach an entry that is not pinned. */
export function pinned(file: string, text: string, pins: readonly Pin[]): { text: string; changes: PinChange[] } {
    const before = stackImages(file, text);
    const changes = changesOf(before, pins);
    let after = before;
    for (let pass = 0; pass < MOST_PASSES && changesOf(after, pins).length > 0; pass++) {
        after = stackImages(file, edited(after.text, editsOf(after, pins)));
    }
    const left = changesOf(after, pins)[0];
    if (left !== undefined) {
        throw new UsageError(
            `${left.key} of ${left.name} in ${file} cannot be changed in its place: write it as ${left.key}: ${left.to}`,
        );
    }
    requireOthersUnchanged(before, after, pins);
    return { text: after.text, changes };
}

function changesOf(stack: StackImages, pins: readonly Pin[]): PinChange[] {
    return pins.flatMap((pin) => {
        const entry = entryOf(stack, pin.name);
        return keysOf(entry).flatMap((key) => {
            const from = entry?.values[key];
            const to = String(pin[key]);
            return isSame(key, from, pin) ? [] : [{ name: pin.name, key, from, to }];
        });
    });
}

/** The number of layers is optional: it is kept true where the stack declares it. */
function keysOf(entry: StackEntry | undefined): readonly PinChange["key"][] {
    return entry !== undefined && "layers" in entry.values ? ["image", "size", "layers"] : ["image", "size"];
}

function isSame(key: PinChange["key"], from: unknown, pin: Pin): boolean {
    if (key !== "size" || typeof from !== "string") {
        return from === pin[key];
    }
    try {
        return parseImageSize(from) === parseImageSize(pin.size);
    } catch {
        return false;
    }
}

function entryOf({ entries, file }: StackImages, name: string): StackEntry | undefined {
    const [entry, second] = entries.filter((one) => one.name === name);
    if (second !== undefined) {
        throw new UsageError(`images in ${file} has two entries with the name ${name}: give each a name of its own`);
    }
    return entry;
}

function editsOf(stack: StackImages, pins: readonly Pin[]): Edit[] {
    const { text, list } = stack;
    const news = pins.filter(({ name }) => entryOf(stack, name) === undefined);
    const replaced: Edit[] = [];
    const added: Edit[] = [];
    for (const { name, key, to } of changesOf(stack, pins)) {
        const entry = entryOf(stack, name);
        const node = entry?.valueOf(key);
        if (isNested(entry?.values[key])) {
            throw new UsageError(
                `${key} of ${name} in ${stack.file} is encrypted or has keys of its own: write it as ${key}: ${to}`,
            );
        }
        if (node !== undefined) {
            replaced.push(scalarEdit(text, node, to));
        } else if (entry !== undefined) {
            added.push(newKeyEdit(text, entry.node, fieldOf(key, to)));
        }
    }
    // What is added to the end of a line comes behind the value that is replaced there.
    return [...replaced, ...added, ...(news.length === 0 ? [] : newEntryEdits(text, list, news))];
}

/** Such as `secure: ...`, which nobody may lose by a pin. */
function isNested(value: unknown): boolean {
    return typeof value === "object" && value !== null;
}

/** An anchor is shared by choice; that an image which is not pinned now takes the size of another is not. */
function requireOthersUnchanged(before: StackImages, after: StackImages, pins: readonly Pin[]): void {
    const names = new Set<unknown>(pins.map(({ name }) => name));
    const reached = before.entries.filter(
        ({ name, values }, index) =>
            !names.has(name) && JSON.stringify(values) !== JSON.stringify(after.entries[index]?.values),
    );
    if (reached.length > 0) {
        const others = reached.map(({ name }) => String(name)).join(", ");
        throw new UsageError(
            `${before.file}: ${others} shares a value with a pinned image by an anchor or a merge; pin ${others} too, or write its own values`,
        );
    }
}
