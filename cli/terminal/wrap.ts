// Long texts within the columns of a terminal. Unlike a table's cells, a word that is too long stays whole: commands and
// image references are there to be copied.
import wrapAnsi from "wrap-ansi";
import { plainLine, WIDTH } from "../../model/text/table";

/** `label` and the text, whose further lines are indented to stand below its first. */
export function labelled(label: string, text: string): string {
    const lines = wrapAnsi(plainLine(text), WIDTH - label.length).split("\n");
    return `${label}${lines.join(`\n${" ".repeat(label.length)}`)}\n`;
}
