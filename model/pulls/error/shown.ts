/** What a reader is shown of an error that is too long: its beginning, and the words that decided its cause. */

import { plainError } from "../../text/plain";
import { withoutSecrets } from "../../text/secrets";
import type { Span } from "./alternatives";
import { shortened } from "./clean";
import { decisionOf } from "./decide";
import { type ReadError, readError } from "./pullError";

/** Of several errors in one text, the one that decided and the first of the others are shown. */
const MOST_ERRORS = 2;

/** `text` on one line of at most `max` characters, without secrets and control characters. */
export function shownError(text: string, max: number): string {
    const safe = withoutSecrets(shortened(text));
    const whole = plainError(safe, Number.POSITIVE_INFINITY);
    if (whole.length <= max) {
        return whole;
    }
    const read = readError(safe);
    const answers = decidingFirst(read);
    return answers.length === 0 ? plainError(safe, max) : excerpt(read.text.shown, answers, max);
}

function decidingFirst(read: ReadError): Span[] {
    const decision = decisionOf(read);
    const others = read.errors.filter((error) => error !== decision?.error);
    return [decision?.at, ...others.map(({ answer }) => answer?.at)].flatMap((at) => at ?? []).slice(0, MOST_ERRORS);
}

/** The beginning gets a fifth, the words that decided and what stands before them the most of the rest. */
function excerpt(shown: string, [deciding, ...others]: readonly Span[], max: number): string {
    if (!deciding) {
        return shown.slice(0, max);
    }
    const cuts = others.length + 2;
    // Each cut is marked by " … ", the last one by " …".
    const room = max - 3 * cuts + 1;
    const head: Span = { start: 0, end: Math.floor(room / 5) };
    const left = room - head.end;
    const share = others.length > 0 ? Math.floor((left * 3) / 5) : left;
    const windows = [head, around(shown, deciding, share), ...others.map((one) => around(shown, one, left - share))];
    return joined(shown, windows).slice(0, max);
}

/** Most of the room before it, where the step and the host stand. */
function around(shown: string, { start, end }: Span, room: number): Span {
    const after = Math.min(shown.length - end, Math.floor(room / 5));
    const to = end - start >= room ? start + room : end + after;
    return { start: Math.max(0, Math.min(start, to - room)), end: to };
}

function joined(shown: string, windows: readonly Span[]): string {
    const sorted = [...windows].sort((a, b) => a.start - b.start);
    const merged: { start: number; end: number }[] = [];
    for (const { start, end } of sorted) {
        const last = merged.at(-1);
        if (last && start <= last.end) {
            last.end = Math.max(last.end, end);
        } else {
            merged.push({ start, end });
        }
    }
    const closed = (merged.at(-1)?.end ?? 0) >= shown.length;
    return `${merged.map(({ start, end }) => whole(shown.slice(start, end))).join(" … ")}${closed ? "" : " …"}`;
}

/** Without the half of a surrogate pair that a cut leaves. */
function whole(text: string): string {
    return text.replace(/^[\uDC00-\uDFFF]/, "").replace(/[\uD800-\uDBFF]$/, "");
}
