// Progress of long work: one line on stderr that is rewritten on a terminal, and written when it changes elsewhere.
import { plainText } from "../../model/text/plain";
import { WIDTH } from "../../model/text/table";
import { rewritten } from "./rewritten";

export interface ProgressLine {
    show(text: string): void;
    /** Removes the line, so that the answer stands alone on a terminal. */
    clear(): void;
}

/** A progress line on `stream`. Where that is not a terminal, lines come at most every `quietMs` (10 s), as logs want them. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr, quietMs = 10_000): ProgressLine {
    if (stream.isTTY) {
        const line = rewritten(stream, { showCursor: true });
        return { show: (text) => line(plainText(text, WIDTH)), clear: line.clear };
    }
    let last = { text: "", at: Number.NEGATIVE_INFINITY };
    return {
        show(text) {
            const line = plainText(text, WIDTH);
            if (line !== last.text && Date.now() - last.at >= quietMs) {
                last = { text: line, at: Date.now() };
                stream.write(`${line}\n`);
            }
        },
        clear() {},
    };
}
