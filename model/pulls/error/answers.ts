/** What the innermost words of an error say, whoever says them: one kind for all wordings of the same answer. */

import type { Span } from "./alternatives";
import { IMAGE_ANSWERS } from "./answers/image";
import { NODE_ANSWERS } from "./answers/node";
import { REGISTRY_ANSWERS } from "./answers/registry";
import { TRANSPORT_ANSWERS } from "./answers/transport";

export type AnswerKind =
    | (typeof IMAGE_ANSWERS)[number][0]
    | (typeof NODE_ANSWERS)[number][0]
    | (typeof REGISTRY_ANSWERS)[number][0]
    | (typeof TRANSPORT_ANSWERS)[number][0]
    | "status"
    | "tunnel"
    | "missing"
    | "ended";

export interface Answer {
    readonly kind: AnswerKind;
    /** Of HTTP. */
    readonly status?: number;
    /** Where the words that decided stand. */
    readonly at: Span;
}

const ANSWERS: readonly (readonly [AnswerKind, RegExp])[] = [
    ...IMAGE_ANSWERS,
    ...NODE_ANSWERS,
    ...REGISTRY_ANSWERS,
    ...TRANSPORT_ANSWERS,
];

/** Go's errdefs and io append these to many errors: they count only where nothing else was said. */
const WEAK: readonly (readonly [AnswerKind, RegExp])[] = [
    // A process of Windows that ended with an NTSTATUS: it was not even begun.
    ["brokenStore", /^exit status [1-9]\d{3,}$/],
    ["missing", /\bnot found\b|does not exist/i],
    ["ended", /\bEOF\b/],
    ["canceled", /code = Canceled\b/],
    ["timeout", /code = DeadlineExceeded\b/],
];

/** As containerd, Docker, CRI-O and go-containerregistry write it; `429 != 67108864` compares two sizes. */
const STATUS =
    /^\s*([1-5]\d\d)\b(?! ?!=)|\b(?:status(?: ?code)?|StatusCode|HTTP status|HTTP code|registry|HTTP|response)(?: (?:of|was|is))?:? ([1-5]\d\d)\b(?! ?!=)|\b([1-5]\d\d) \(?(?:Forbidden|Unauthorized|Bad Request|Not Found|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out|Proxy Authentication Required|This request|Server failed)/i;

/** A proxy that refuses to connect has the words of its status for Go's error, and nothing else. */
const TUNNEL =
    /^(?:Proxy Authentication Required|Forbidden|Bad Gateway|Service Unavailable|Gateway Time-?out|Bad Request|Not Found|Unauthorized|Too Many Requests|Internal Server Error|Method Not Allowed|Not Implemented|Not Acceptable|Request Timeout|Unavailable For Legal Reasons|unknown status code)$/;
const REQUEST = /\b(?:Head|Get|Post) "?·+$/;
/** Some proxies have words of their own for it. Go's errors begin with a small letter. */
const OWN_WORDS = /^(?!EOF)[A-Z][A-Za-z' -]{2,60}$/;
/** Docker's own client puts a registry's 401 and 403 in the same place. */
const OF_DOCKER = /Error response from daemon/;

/** The answer of a chain of errors: innermost link first, and what only closes a chain last. */
export function answerOf(words: string, links: readonly Span[]): Answer | undefined {
    return (
        tunnelOf(words, links, TUNNEL) ??
        innermost(links, (link) => strong(words, link)) ??
        innermost(links, (link) => of(WEAK, words, link)) ??
        tunnelOf(words, links, OWN_WORDS)
    );
}

function tunnelOf(words: string, links: readonly Span[], status: RegExp): Answer | undefined {
    const refusal = links.findLast((link, index) => {
        const request = links[index - 1];
        return request && REQUEST.test(textOf(words, request)) && status.test(textOf(words, link));
    });
    if (!refusal || (OF_DOCKER.test(words) && /^(?:Forbidden|Unauthorized)$/.test(textOf(words, refusal)))) {
        return undefined;
    }
    return { kind: "tunnel", at: refusal };
}

function textOf(words: string, { start, end }: Span): string {
    return words.slice(start, end);
}

function innermost(links: readonly Span[], look: (link: Span) => Answer | undefined): Answer | undefined {
    for (let index = links.length - 1; index >= 0; index--) {
        const link = links[index];
        const answer = link && look(link);
        if (answer) {
            return answer;
        }
    }
    return undefined;
}

/** Words tell more than the status next to them, except those that any status has. */
function strong(words: string, link: Span): Answer | undefined {
    const byWords = of(ANSWERS, words, link);
    const status = byWords === undefined || OF_ANY_STATUS.has(byWords.kind) ? statusIn(words, link) : undefined;
    return status ?? byWords;
}

const OF_ANY_STATUS: ReadonlySet<AnswerKind> = new Set(["denied", "unauthorized", "tooMany", "malformed"]);

function of(table: readonly (readonly [AnswerKind, RegExp])[], words: string, link: Span): Answer | undefined {
    const text = textOf(words, link);
    for (const [kind, shape] of table) {
        const match = shape.exec(text);
        if (match) {
            return { kind, at: within(link, match) };
        }
    }
    return undefined;
}

function statusIn(words: string, link: Span): Answer | undefined {
    const text = textOf(words, link);
    const match = STATUS.exec(text);
    const status = match && Number(match[1] ?? match[2] ?? match[3]);
    // What went well is told in remarks: `(after reconnecting, server did not process a Range: header, status 200)`.
    return match && status && (status >= 300 || /unexpected/i.test(text))
        ? { kind: "status", status, at: within(link, match) }
        : undefined;
}

function within({ start }: Span, match: RegExpExecArray): Span {
    return { start: start + match.index, end: start + match.index + match[0].length };
}
