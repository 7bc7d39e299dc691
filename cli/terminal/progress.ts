// Progress of long work: one line on stderr that is rewritten on a terminal, and written when it changes elsewhere.
import { plainText } from "../../model/text/plain";
import { WIDTH } from "../../model/text/table";

export interface ProgressLine {
    show(text: string): void;
    /** Removes the line, so that the answer stands alone on a terminal. */
    clear(): void;
}

/** A progress line on `stream`. Where that is no terminal, lines come at most every `quietMs` (10 s), as logs want them. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr, quietMs = 10_000): ProgressLine {
    let last = { text: "", at: Number.NEGATIVE_INFINITY };
    return {
        show(text) {
            const line = plainText(text, WIDTH);
            if (line === last.text || (!stream.isTTY && Date.now() - last.at < quietMs)) {
                return;
            }
            last = { text: line, at: Date.now() };
            stream.write(stream.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
        },
        clear() {
            if (stream.isTTY) {
                stream.write("\r\u001b[K");
            }
        },
    };
}
