// Changes of a YAML text in place: all that is not replaced stays byte for byte, which no printer of documents can promise.
import type { Scalar } from "yaml";

export interface Edit {
    readonly start: number;
    readonly end: number;
    readonly text: string;
}

/** The text with all edits, which do not overlap. Those at the same place come in their order. */
export function edited(text: string, edits: readonly Edit[]): string {
    return [...edits]
        .reverse()
        .sort((a, b) => b.start - a.start)
        .reduce((result, { start, end, text: added }) => result.slice(0, start) + added + result.slice(end), text);
}

/** Puts `value` in the place of a scalar or an alias, in the quotes that stand there. */
export function scalarEdit(text: string, node: { range?: Scalar["range"]; type?: string }, value: string): Edit {
    const [from, to] = node.range ?? [0, 0];
    const source = text.slice(from, to);
    // Of `>-` and its like the first line stays, with its comment.
    const skipped = node.type?.startsWith("BLOCK_") ? (/^[^\n]*\n\s*/.exec(source)?.[0].length ?? 0) : 0;
    const start = from + skipped;
    const written = spelled(value, node.type);
    if (/^(#|$)/.test(source.trim())) {
        // Nothing stands there yet, except perhaps a comment.
        const before = /\s$/.test(text.slice(0, from)) ? "" : " ";
        return { start: from, end: from, text: before + written + (/^#/.test(text.slice(from)) ? " " : "") };
    }
    return { start, end: from + source.trimEnd().length, text: written };
}

function spelled(value: string, type: string | undefined): string {
    if (type === "QUOTE_DOUBLE" || !PLAIN.test(value)) {
        return JSON.stringify(value);
    }
    return type === "QUOTE_SINGLE" ? `'${value}'` : value;
}

/** What needs no quotes in a block or between braces. */
const PLAIN = /^[A-Za-z0-9](?:[\w./@-]|:\w)*$/;

/** A value as it is written where nothing stands yet. */
export function plainOrQuoted(value: string): string {
    return spelled(value, undefined);
}

/** Where the line ends in which `offset` stands, before its line break. */
export function endOfLine(text: string, offset: number): number {
    const rest = /\r?\n/.exec(text.slice(offset));
    return rest === null ? text.length : offset + rest.index;
}

/** Columns before `offset` in its line. */
export function columnOf(text: string, offset: number): number {
    return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

/** The line break of the text. */
export function lineBreak(text: string): string {
    return text.includes("\r\n") ? "\r\n" : "\n";
}
