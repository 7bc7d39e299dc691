/** The cause of a failed pull: from the step that failed, the host that answered, what it said, and the kind of registry. */

import { type RegistryKind, registryKind } from "../../registry/kind";
import type { CauseName } from "../causes/table";
import type { AnswerKind } from "./answers";
import { isLoopback, isNodeResolver } from "./hosts";
import type { PullError, ReadError } from "./pullError";
import type { Step } from "./steps";

type DecidedCause = Exclude<CauseName, "slow" | "unknown" | "pullSecretMissing">;

/** Anonymous or refused: what is left when another way failed first. */
const OF_CREDENTIALS: ReadonlySet<DecidedCause> = new Set(["noCredential", "tokenRefused", "unauthorized"]);

export interface Decision {
    readonly cause: DecidedCause;
    readonly error: PullError;
    readonly kind: RegistryKind;
}

/** Of several errors the first that is not about credentials, which the kubelet tries one after the other. */
export function decisionOf(read: ReadError): Decision | undefined {
    const all = read.errors.flatMap((error) => {
        const kind = kindOf(error, read);
        const cause = causeOfError(error, kind);
        return cause ? [{ cause, error, kind }] : [];
    });
    return all.find(({ cause }) => !OF_CREDENTIALS.has(cause)) ?? all[0];
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
    if (isLoopback(host.name) && UNREACHABLE.has(answer.kind)) {
        return step === "proxy" ? "proxy" : "mirror";
    }
    const ofPath = step === "proxy" || step === "dns" || step === "socket" || host.role === "nodeMirror";
    return (ofPath && onTheWay(error, answer.kind)) || byAnswer(error, kind);
}

/** A registry that fetches from another one says so, in whatever it adds to the other's answer. */
const UPSTREAM =
    /(?:source|upstream|remote) registry|upstream (?:manifest|image|rate|repository|returned|responded|credential)|Upstream\w*Exception|pull[- ]through cache|cache rule|proxy cache|login to \S+ error|credential set/i;

/** Nothing answers at a port of the node, whether a mirror was to listen there or the reference names it. */
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
        return answer === "refused" && isNodeResolver(host.resolver) ? "nodeDns" : "dns";
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

const BY_ANSWER: Readonly<Partial<Record<AnswerKind, DecidedCause>>> = {
    neverPull: "neverPull",
    shortName: "shortName",
    invalidName: "invalidName",
    otherPlatform: "wrongPlatform",
    tunnel: "proxy",
    signature: "signature",
    unsupported: "unsupportedImage",
    damaged: "corruptLayer",
    noSpace: "diskFull",
    locked: "locked",
    runtimeGone: "runtime",
    kubeletLimit: "pullRate",
    tooMany: "rateLimited",
    firewall: "forbidden",
    blocked: "blocked",
    storageSignature: "storageRefused",
    storageRefused: "storageRefused",
    noCredential: "noCredential",
    notARegistry: "wrongAnswer",
    redirects: "wrongAnswer",
    unavailable: "serverError",
    certificateName: "certificateName",
    certificateExpired: "certificateExpired",
    certificateUnknown: "certificate",
    plainHttp: "plainHttp",
    tlsOnHttp: "plainHttp",
    tls: "tls",
    noSuchHost: "dns",
    canceled: "stalled",
    nodeNetwork: "nodeNetwork",
    refused: "connectionRefused",
    manifestUnknown: "notFound",
};

function byAnswer(error: PullError, kind: RegistryKind): DecidedCause | undefined {
    const { answer, step } = error;
    if (!answer) {
        return undefined;
    }
    switch (answer.kind) {
        case "status":
            return byStatus(error, answer.status ?? 0, kind);
        case "denied":
            return error.host.role === "storage" ? "storageRefused" : refused(error);
        case "unauthorized":
            return refused(error);
        case "storageAccessDenied":
            return "storageRefused";
        case "page":
            return pageCause(error);
        case "malformed":
            return isPage(error) ? pageCause(error) : malformed(error, kind);
        case "timeout":
            return step === "inspect" ? "runtime" : "timeout";
        case "ended":
            return ended(step);
        case "notPermitted":
            return step === "connect" ? "nodeNetwork" : step === "socket" ? "runtime" : "unpackDenied";
        case "brokenStore":
            return brokenStore(error);
        case "missing":
            return missing(error);
        default:
            return BY_ANSWER[answer.kind];
    }
}

function byStatus(error: PullError, status: number, kind: RegistryKind): DecidedCause | undefined {
    if (isPage(error)) {
        return pageCause(error, status);
    }
    switch (status) {
        case 400:
            return badRequest(error, kind);
        case 401:
            return error.host.role === "storage" ? "storageRefused" : refused(error);
        case 403:
            return forbidden(error, kind);
        case 404:
        case 410:
            return PING.test(error.words) ? "wrongAnswer" : "notFound";
        case 407:
            return "proxy";
        case 408:
            return "timeout";
        case 429:
            return "rateLimited";
        default:
            return rareStatus(error, status);
    }
}

/** Every registry knows the address at which CRI-O and docker ask whether it is one. */
const PING = /pinging (?:container|docker) registry|ping attempt failed/;

function rareStatus({ host }: PullError, status: number): DecidedCause {
    if (host.role === "storage" && status < 500) {
        return "storageRefused";
    }
    if (host.role === "mirror" && status >= 400) {
        return "mirror";
    }
    return status >= 500 ? "serverError" : status >= 400 ? "cacheRule" : "wrongAnswer";
}

function badRequest({ step, host }: PullError, kind: RegistryKind): DecidedCause {
    if (step === "token") {
        return "tokenRefused";
    }
    return host.role === "storage" ? "storageRefused" : host.role === "mirror" ? "mirror" : oddRequest(kind);
}

/** A registry that is one answers a plain pull with 400 only where it fetches from another, or reads a broken token. */
function oddRequest(kind: RegistryKind): DecidedCause {
    return kind === "ecr" || kind === "ecrPublic" ? "tokenRefused" : kind === "other" ? "wrongAnswer" : "cacheRule";
}

function forbidden(error: PullError, kind: RegistryKind): DecidedCause {
    if (error.host.role === "storage") {
        return "storageRefused";
    }
    return kind === "acr" ? "forbidden" : refused(error);
}

/** 401 or its words: no credential was sent, the one that was is not good for a token, or the token does not cover it. */
function refused({ step, words }: PullError): DecidedCause {
    if (/fetch anonymous token/.test(words)) {
        return "noCredential";
    }
    const ofToken =
        /fetch oauth token|incorrect username|invalid username|token has expired|expired token|authorization token|bad credentials|invalid_grant|AADSTS/i;
    return ofToken.test(words) && step !== "blob" ? "tokenRefused" : "unauthorized";
}

function isPage({ words }: PullError): boolean {
    return /<!doctype|<html|invalid character '<'|text\/html/i.test(words);
}

/** A body that is not the JSON of a registry's error still has its status. */
function malformed(error: PullError, kind: RegistryKind): DecidedCause | undefined {
    const status = Number(/\bHTTP ([45]\d\d)\b/.exec(error.words)?.[1]);
    return Number.isNaN(status) ? "wrongAnswer" : byStatus(error, status, kind);
}

/** A page of HTML: a proxy's, where a token or a refusal was to come; otherwise whatever answers at that address. */
function pageCause({ step, words }: PullError, status = Number(/\b([45]\d\d)\b/.exec(words)?.[1])): DecidedCause {
    if (status >= 500) {
        return "serverError";
    }
    const named =
        /squid|zscaler|blue ?coat|fortinet|fortigate|forcepoint|mcafee|websense|netskope|palo alto|proxy|access denied|blocked/i;
    return step === "token" || status === 403 || status === 407 || named.test(words) ? "proxy" : "wrongAnswer";
}

/** A stream that ends early is damage where it is unpacked, a broken connection where it is downloaded. */
function ended(step: Step): DecidedCause {
    return step === "unpack" ? "corruptLayer" : step === "inspect" ? "runtime" : "timeout";
}

function brokenStore({ step, host, words }: PullError): DecidedCause {
    const broken = /unexpected end of JSON/i.test(words);
    if (broken && (step === "token" || host.role === "tokenServer")) {
        return "proxy";
    }
    return "nodeStore";
}

function missing({ step, words }: PullError): DecidedCause | undefined {
    return step === "unpack" && /snapshot/.test(words) ? "nodeStore" : "notFound";
}
