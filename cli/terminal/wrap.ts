// Long texts within the columns of a terminal. Unlike a table's cells, what is there to be copied stays whole: image references,
// and commands, of which the shell would run each line on its own.
import wrapAnsi from "wrap-ansi";
import { plainLine, WIDTH } from "../../model/text/table";

const COMMAND = /`[^`]+`/g;
const NO_BREAK = "\u00a0";

/** `label` and the text, whose further lines are indented to stand below its first. */
export function labelled(label: string, text: string): string {
    const whole = plainLine(text).replaceAll(COMMAND, (command) => command.replaceAll(" ", NO_BREAK));
    const lines = wrapAnsi(whole, WIDTH - label.length)
        .replaceAll(NO_BREAK, " ")
        .split("\n");
    return `${label}${lines.join(`\n${" ".repeat(label.length)}`)}\n`;
}
