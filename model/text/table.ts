// Tables of at most 100 columns, for a terminal or a pipe.
import Table from "cli-table3";
import { plainText } from "./plain";

/** Columns of the terminal that output is made for. */
export const WIDTH = 100;

/** One line without control characters, for text that came from a cluster or a registry. */
export function plainLine(text: string): string {
    return plainText(text, 2_000);
}

/**
 * A table with one space of border, plain when piped. The last column takes what the others leave of 100 columns, and wraps.
 */
export function tableText(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const cells = rows.map((row) => row.map((cell) => plainLine(cell)));
    const widths = head.map(
        (title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)) + 2,
    );
    const last = widths.length - 1;
    const others = widths.slice(0, last).reduce((sum, width) => sum + width, 0);
    widths[last] = Math.max(20, Math.min(widths[last] ?? 0, WIDTH - others));
    const table = new Table({
        head: [...head],
        colWidths: widths,
        wordWrap: true,
        wrapOnWordBoundary: true,
        style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 2 },
        chars: EMPTY_BORDERS,
    });
    table.push(...cells);
    return `${table
        .toString()
        .split("\n")
        .map((line) => line.trimEnd())
        .join("\n")}\n`;
}

const EMPTY_BORDERS = Object.fromEntries(
    "top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid middle"
        .split(" ")
        .map((name) => [name, ""]),
);
