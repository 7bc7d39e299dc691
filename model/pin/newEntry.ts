// Edits that add what a stack does not have yet: an entry of `images`, or a key of an entry.
import { isMap, isSeq, type Node, type YAMLMap, type YAMLSeq } from "yaml";
import { columnOf, type Edit, endOfLine, lineBreak, plainOrQuoted } from "./edits";
import type { Pin } from "./pin";

/** Adds an entry to the list, in its style; an empty `[]` in a block becomes a block. */
export function newEntryEdits(text: string, list: YAMLSeq.Parsed, pins: readonly Pin[]): Edit[] {
    const [start, end] = list.range;
    const lines = (indent: number) => pins.flatMap((pin) => entryLines(pin, " ".repeat(indent)));
    if (!list.flow) {
        const at = endOfLine(text, lastOffset(list, text));
        return [insert(at, joined(text, lines((list.srcToken as { indent: number }).indent)))];
    }
    const key = blockKeyBefore(text, start);
    if (key !== undefined && /^\[\s*\]$/.test(text.slice(start, end))) {
        const from = start - (/[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0);
        return [{ start: from, end, text: "" }, insert(endOfLine(text, end), joined(text, lines(key + 2)))];
    }
    return newFlowEntryEdits(
        text,
        list,
        pins.map((pin) => `{ ${fields(pin).join(", ")} }`),
    );
}

/** Behind the last entry, in whose line a comma and a comment may follow; in a line of its own where that one has one. */
function newFlowEntryEdits(text: string, list: YAMLSeq.Parsed, entries: readonly string[]): Edit[] {
    const last = list.items.at(-1);
    if (last === undefined) {
        return [insert(list.range[0] + 1, entries.join(", "))];
    }
    const [start, end] = last.range;
    const indent = text.slice(start - columnOf(text, start), start);
    const [, comma] = /^[ \t]*(,?)[ \t]*(?:#.*)?$/.exec(text.slice(end, endOfLine(text, end))) ?? [];
    if (indent.trim() !== "" || comma === undefined) {
        return [insert(end, entries.map((entry) => `, ${entry}`).join(""))];
    }
    const lines = entries.map((entry) => lineBreak(text) + indent + entry).join(",");
    return [...(comma === "" ? [insert(end, ",")] : []), insert(endOfLine(text, end), lines + comma)];
}

/** Adds a key after the value that ends at `offset` of the text. */
export function newKeyEdit(text: string, entry: YAMLMap.Parsed, field: string): Edit {
    const last = lastOffset(entry, text);
    const first = entry.items[0]?.key as Node | undefined;
    return entry.flow
        ? insert(last, `, ${field}`)
        : insert(endOfLine(text, last), joined(text, [" ".repeat(columnOf(text, first?.range?.[0] ?? 0)) + field]));
}

export function fieldOf(key: string, value: string): string {
    return `${key}: ${plainOrQuoted(value)}`;
}

function fields({ name, image, size }: Pin): string[] {
    return [fieldOf("name", name), fieldOf("image", image), fieldOf("size", size)];
}

function entryLines(pin: Pin, indent: string): string[] {
    return fields(pin).map((field, index) => `${indent}${index === 0 ? "- " : "  "}${field}`);
}

function joined(text: string, lines: readonly string[]): string {
    return lines.map((line) => lineBreak(text) + line).join("");
}

function insert(at: number, text: string): Edit {
    return { start: at, end: at, text };
}

/** The column of `images:` where the list stands in the same line behind it, in a block. */
function blockKeyBefore(text: string, start: number): number | undefined {
    return /^([ \t]*)["']?images["']?[ \t]*:[ \t]*(?:&\S+[ \t]*)?$/m.exec(
        text.slice(text.lastIndexOf("\n", start - 1) + 1, start),
    )?.[1]?.length;
}

/** Where the last value of a block ends, its comments and line breaks left out. */
function lastOffset(node: Node | null | undefined, text: string): number {
    const last = isMap(node) ? (node.items.at(-1)?.value ?? node.items.at(-1)?.key) : undefined;
    const inner = isSeq(node) ? node.items.at(-1) : last;
    const isBlock = (isMap(node) || isSeq(node)) && !node.flow;
    if (isBlock && inner) {
        return lastOffset(inner as Node, text);
    }
    const [start, end] = node?.range ?? [0, 0];
    const trimmed = text.slice(start, end).trimEnd();
    const isFlow = (isMap(node) || isSeq(node)) && node.flow;
    return start + (isFlow && isMap(node) ? trimmed.slice(0, -1).trimEnd().replace(/,$/, "").length : trimmed.length);
}
