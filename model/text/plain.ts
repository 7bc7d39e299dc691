/** Text from a cluster or a registry, made fit for a terminal and a log: one line, no control characters, no more than asked. */
import { withoutSecrets } from "./secrets";

const ESCAPE = String.fromCharCode(0x1b);
const BELL = String.fromCharCode(0x07);
/** Colours and cursor moves (CSI), then titles and links (OSC, up to the bell or the string terminator). */
const TERMINAL_SEQUENCE = new RegExp(
    `${ESCAPE}\\[[0-?]*[ -/]*[@-~]|${ESCAPE}\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)?`,
    "g",
);
/** Format characters are among them because a right-to-left override can disguise a text as another one. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** `text` on one line, without terminal sequences and control characters, cut after `max` characters. */
export function plainText(text: string, max: number): string {
    const line = oneLine(text);
    return line.length <= max ? line : `${head(line, max - 1)}…`;
}

/** As `plainText`, but without secrets and cut in the middle: wrapped errors (`a: b: c`) have their cause at the end. */
export function plainError(text: string, max: number): string {
    const line = oneLine(withoutSecrets(text));
    if (line.length <= max) {
        return line;
    }
    const kept = max - 1;
    const start = Math.floor(kept / 3);
    return `${head(line, start)}…${tail(line, kept - start)}`;
}

/** Without terminal sequences, control characters and line breaks, however long. */
export function oneLine(text: string): string {
    return text.replace(TERMINAL_SEQUENCE, "").replace(INVISIBLE, " ").replace(/\s+/g, " ").trim();
}

/** The cuts never leave half of a surrogate pair behind. */
function head(line: string, length: number): string {
    return line.slice(0, Math.max(0, length)).replace(/[\uD800-\uDBFF]$/, "");
}

function tail(line: string, length: number): string {
    return line.slice(line.length - Math.max(0, length)).replace(/^[\uDC00-\uDFFF]/, "");
}
