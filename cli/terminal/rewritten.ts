// Text on a terminal that is written again in its place.
import { createLogUpdate } from "log-update";
import { WIDTH } from "../../model/text/table";

/** A function that replaces what it wrote before. */
export function rewritten(stream: NodeJS.WriteStream, options: { readonly showCursor: boolean }) {
    // A terminal that does not tell its size has 0 columns, which log-update would fill with a letter a line.
    const sized = {
        get columns() {
            return stream.columns || WIDTH;
        },
        get rows() {
            return stream.rows || 24;
        },
        write: (text: string) => stream.write(text),
    };
    return createLogUpdate(sized as NodeJS.WriteStream, options);
}
