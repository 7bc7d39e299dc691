/**
 * An error of a pull, taken apart: wrappers of the kubelet, the runtime, the transport and the registry stand around what
 * one of them said at last. Several errors in one text are one each.
 */

import { alternativesOf, linksOf, type Span } from "./alternatives";
import { type Answer, answerOf } from "./answers";
import { cleanError } from "./clean";
import { type AnsweringHost, answeringHost, hostOf } from "./hosts";
import { blanked, type Words } from "./names";
import { type Runtime, runtimeOf, type Step, stepOf } from "./steps";

export interface PullError {
    readonly runtime: Runtime;
    readonly step: Step;
    readonly host: AnsweringHost;
    readonly answer?: Answer;
    /** What the error is made of, from its outermost wrapper. */
    readonly span: Span;
    /** The words around what was said, without names. */
    readonly words: string;
}

export interface ReadError {
    readonly text: Words;
    /** The host in the image's reference, where the text or the caller names it. */
    readonly registry?: string;
    readonly errors: readonly PullError[];
}

/** How CRI-O names an image. */
const SOURCE = "docker://";

/** Of several the innermost: a sandbox image that fails stands within the words about the pod. */
const IMAGE = /(?:image|reference) "(·+)"/g;

/** @param image The reference that was pulled, where it is known. */
export function readError(raw: string, image?: string): ReadError {
    const text = blanked(cleanError(raw));
    const registry = registryOf(text, image);
    const runtime = runtimeOf(text.words);
    const errors = alternativesOf(text.words).map((span): PullError => {
        const links = linksOf(text.words, span);
        const step = stepOf(text.words, span, links);
        const answer = answerOf(text.words, links);
        const host = answeringHost(text, span, step, registry);
        return { runtime, step, host, ...(answer && { answer }), span, words: text.words.slice(span.start, span.end) };
    });
    return { text, ...(registry !== undefined && { registry }), errors };
}

function registryOf({ shown, words, names }: Words, image: string | undefined): string | undefined {
    const source = names.findLast(({ text }) => text.startsWith(SOURCE));
    if (source) {
        return hostOf(source.text.slice(SOURCE.length));
    }
    const last = [...words.matchAll(IMAGE)].at(-1);
    const start = last ? last.index + last[0].indexOf('"') + 1 : -1;
    const reference = last?.[1] === undefined ? image : shown.slice(start, start + last[1].length);
    return reference === undefined || reference === "" ? undefined : hostOf(reference);
}
