/** Markdown made of text that others wrote: none of it is read as Markdown or HTML, and nobody is mentioned by it. */
import { plainText } from "./plain";

/** Longer than any text that is shown in one piece. */
const MOST = 2_000;

/** The text as code on one line, fit for a table's cell and for a summary. */
export function markdownCode(text: string): string {
    return `<code>${escaped(plainText(text, MOST))}</code>`;
}

/** A table of cells that are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
    return line(head) + line(head.map(() => "---")) + rows.map(line).join("");
}

/** By numbers, since GitHub reads Markdown, mentions and links inside of `<code>` too. */
function escaped(text: string): string {
    return text.replace(/[^\p{L}\p{N} .,/=…-]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}
