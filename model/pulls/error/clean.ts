/** The text of an error as one line that can be searched: of a very long one, the beginning and the end. */

import { oneLine } from "../../text/plain";

/** The kubelet cuts events after 1,024 characters; a container's state and a log may hold more, and nothing new. */
const LONGEST = 8_000;

/** A line of an error that joins several begins a new one; a line of a page that a server answered does not. */
export const NEXT_ERROR = " | ";

const NEW_LINE =
    /\n(?=[ \t]*(?:\*[ \t]+)?(?:rpc error|failed to|Error |error |dial |Get |Head |pulling |initializing ))/g;

/** As in the body of an answer that was quoted; `C:\\root` is a path. */
const ESCAPED_SPACE = /(?:\\[nrt])+(?=[\s"{}<[\]]|$)/g;

/** `text` without control characters and Go's escapes; each character is one that the reader may be shown. */
export function cleanError(text: string): string {
    const lines = shortened(text).replace(NEW_LINE, NEXT_ERROR);
    return oneLine(lines.replace(/\\+"/g, '"').replace(ESCAPED_SPACE, " "));
}

/** The end begins with a whole word: the half of a signature would not be known as one. */
export function shortened(text: string): string {
    return text.length > LONGEST
        ? `${text.slice(0, LONGEST / 2)} … ${text.slice(-LONGEST / 2).replace(/^\S+/, "")}`
        : text;
}
