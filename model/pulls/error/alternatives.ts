/**
 * Several errors in one text: the kubelet joins one for each credential it tried (`[a, b]`), containers/image one for each
 * mirror (`(Mirrors also failed: [a] [b]): c`), Go's errors.Join one a line.
 */

import { NEXT_ERROR } from "./clean";

export interface Span {
    readonly start: number;
    readonly end: number;
}

/** How an error in a list of several begins. */
const OPENING = String.raw`(?:rpc error: |failed to |Error response from daemon|pulling |initializing |unable to |\[?"?·+"?: |dial |Get |Head |unauthorized|denied|toomanyrequests)`;
const LIST = new RegExp(String.raw`(?:^|: ?"?)\[(?=${OPENING})`);
const SEPARATOR = new RegExp(`, (?=${OPENING})`, "g");
const MIRRORS = "(Mirrors also failed: ";
const MIRROR = /\[(?=·)|\)?: (?=·)/g;

/** The parts of `words` that are an error each, in their order; what stands before a list belongs to its first. */
export function alternativesOf(words: string): Span[] {
    const mirrors = words.indexOf(MIRRORS);
    if (mirrors !== -1) {
        return mirrorSpans(words, mirrors + MIRRORS.length);
    }
    const lines = cutAt(words, 0, [...words.matchAll(new RegExp(escaped(NEXT_ERROR), "g"))]);
    return lines.length > 1 ? lines : listSpans(words);
}

function listSpans(words: string): Span[] {
    const list = LIST.exec(words);
    if (!list) {
        return [{ start: 0, end: words.length }];
    }
    const begin = list.index + list[0].length;
    SEPARATOR.lastIndex = begin;
    const separators = [...words.slice(begin).matchAll(SEPARATOR)].map(({ index, 0: text }) => ({
        index: index + begin,
        0: text,
    }));
    const end = words.endsWith("]") ? words.length - 1 : words.length;
    return cutAt(words.slice(0, end), 0, separators);
}

function mirrorSpans(words: string, from: number): Span[] {
    const close = words.indexOf("]): ", from);
    if (close === -1) {
        return [{ start: 0, end: words.length }];
    }
    const inside = [...words.slice(from, close).matchAll(MIRROR)].filter(({ 0: text }) => text === "[");
    const starts = inside.map(({ index }) => index + from + 1);
    const ends = [...starts.slice(1).map((start) => words.lastIndexOf("]", start)), close];
    return [
        ...starts.map((start, index) => ({ start, end: ends[index] ?? close })),
        { start: close + 4, end: words.length },
    ];
}

function cutAt(words: string, from: number, separators: readonly { index: number; 0: string }[]): Span[] {
    const starts = [from, ...separators.map(({ index, 0: text }) => index + text.length)];
    const ends = [...separators.map(({ index }) => index), words.length];
    return starts.map((start, index) => ({ start, end: ends[index] ?? words.length }));
}

function escaped(text: string): string {
    return text.replace(/[|\\{}()[\]^$+*?.]/g, "\\$&");
}

/** Without the marks that close what stands around a chain. */
function trimmedEnd(words: string, from: number, to: number): number {
    let end = to;
    while (end > from && CLOSING.has(words.charAt(end - 1))) {
        end -= 1;
    }
    return end;
}

const CLOSING: ReadonlySet<string> = new Set(['"', "'", "]", ")", " "]);

/** The links of the chain `a: b: c`, outermost first. */
export function linksOf(words: string, { start, end }: Span): Span[] {
    const links: Span[] = [];
    let from = start;
    while (from < end) {
        const colon = words.indexOf(": ", from);
        const to = colon === -1 || colon > end ? end : colon;
        const last = trimmedEnd(words, from, to);
        if (last > from) {
            links.push({ start: from, end: last });
        }
        from = to + 2;
    }
    return links;
}
