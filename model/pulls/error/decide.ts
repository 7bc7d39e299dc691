/** The cause of a failed pull: from the step that failed, the host that answered, what it said, and the kind of registry. */

import { type RegistryKind, registryKind } from "../../registry/kind";
import type { Span } from "./alternatives";
import type { AnswerKind } from "./answers";
import { byAnswer } from "./byAnswer";
import type { DecidedCause } from "./decided";
import { isNodeResolver } from "./hosts";
import type { PullError, ReadError } from "./pullError";
import { SHAPES_ANYWHERE } from "./steps";

/** Anonymous or refused: what is left when another way failed first. */
const OF_CREDENTIALS: ReadonlySet<DecidedCause> = new Set(["noCredential", "tokenRefused", "unauthorized"]);

export interface Decision {
    readonly cause: DecidedCause;
    readonly error: PullError;
    readonly kind: RegistryKind;
    /** Where the words that decided stand. */
    readonly at: Span;
}

/** Of several errors the first that is not about credentials, which the kubelet tries one after the other. */
export function decisionOf(read: ReadError): Decision | undefined {
    const all = read.errors.flatMap((error) => {
        const kind = kindOf(error, read);
        const cause = causeOfError(error, kind);
        return cause ? [{ cause, error, kind, at: placeOf(cause, error) }] : [];
    });
    return all.find(({ cause }) => !OF_CREDENTIALS.has(cause)) ?? all[0];
}

/** Mostly what was said last; a wrapper's own words where those decided. */
function placeOf(cause: DecidedCause, { step, answer, span, words }: PullError): Span {
    const wrapper = step === "stream" || step === "proxy" ? SHAPES_ANYWHERE[step] : cause === "cacheRule" && UPSTREAM;
    const match = wrapper ? wrapper.exec(words) : null;
    if (!match) {
        return answer?.at ?? span;
    }
    const start = span.start + match.index;
    const end = start + match[0].length;
    return { start: Math.min(start, answer?.at.start ?? start), end: Math.max(end, answer?.at.end ?? end) };
}

/** A token server and a storage host belong to the registry of the reference. */
function kindOf({ host }: PullError, { registry }: ReadError): RegistryKind {
    const own = registryKind(registry);
    const answering = registryKind(host.name);
    return own === "other" && host.role !== "mirror" && host.role !== "nodeMirror" ? answering : own;
}

function causeOfError(error: PullError, kind: RegistryKind): DecidedCause | undefined {
    const { answer, step, host, words } = error;
    if (step === "stream" && answer?.kind !== "noSpace") {
        return "mirror";
    }
    if (UPSTREAM.test(words)) {
        return "cacheRule";
    }
    if (!answer) {
        return step === "proxy" ? "proxy" : undefined;
    }
    if (host.role === "mirror" && UNREACHABLE.has(answer.kind)) {
        return "mirror";
    }
    const ofPath = step === "proxy" || step === "dns" || step === "socket" || host.role === "nodeMirror";
    return (ofPath && onTheWay(error, answer.kind)) || byAnswer(error, kind);
}

/** A registry that fetches from another one says so, in whatever it adds to the other's answer. */
const UPSTREAM =
    /(?:source|upstream|remote) registry|upstream (?:manifest|image|rate|repository|returned|responded|credential)|Upstream\w*Exception|pull[- ]through cache|cache rule|proxy cache|login to \S+ error|credential set|unable to pull (?:manifest|blob) from/i;

/** A mirror that cannot be reached is asked in place of the registry, which may be fine. */
const UNREACHABLE: ReadonlySet<AnswerKind> = new Set(["refused", "timeout", "ended"]);

/** Who answers on the way to the registry is to blame for whatever it says. */
function onTheWay({ step, host }: PullError, answer: AnswerKind): DecidedCause | undefined {
    if (answer === "canceled" && step !== "socket" && host.role !== "nodeMirror") {
        return "stalled";
    }
    if (step === "proxy") {
        return "proxy";
    }
    if (step === "socket") {
        return "runtime";
    }
    if (step === "dns") {
        const unanswered = answer === "refused" || answer === "nodeNetwork";
        return unanswered && isNodeResolver(host.resolver) ? "nodeDns" : "dns";
    }
    return OF_THE_IMAGE.has(answer) ? undefined : "mirror";
}

/** What no mirror changes: it is the image's own fault, or the node's. */
const OF_THE_IMAGE: ReadonlySet<AnswerKind> = new Set([
    "noSpace",
    "otherPlatform",
    "unsupported",
    "signature",
    "invalidName",
    "shortName",
    "neverPull",
    "kubeletLimit",
]);
