// A few colours on a terminal: what is wrong, what is fine, and what is only a heading.
import { styleText } from "node:util";

const STYLES = { wrong: ["bold", "red"], fine: "green", heading: "bold" } as const;

let wanted = true;

/** For `--no-color`. */
export function wantColour(yes: boolean): void {
    wanted = yes;
}

/** Nothing but a terminal gets colours, and not with NO_COLOR (https://no-color.org) or a terminal that has none. */
export function hasColour(stream: NodeJS.WriteStream = process.stdout): boolean {
    return wanted && !process.env.NO_COLOR && Boolean(stream.isTTY) && stream.hasColors?.() !== false;
}

/** Each line of `text` in that style, where colours are wanted. */
export function coloured(style: keyof typeof STYLES, text: string, stream?: NodeJS.WriteStream): string {
    if (!hasColour(stream)) {
        return text;
    }
    return text.replace(/.+/g, (line) => styleText([STYLES[style]].flat() as Parameters<typeof styleText>[0], line));
}
