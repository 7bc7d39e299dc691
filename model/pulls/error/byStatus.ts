/** The cause of an HTTP status: what it means depends on who answered, at which step, and on the kind of registry. */

import type { RegistryKind } from "../../registry/kind";
import type { DecidedCause } from "./decided";
import type { PullError } from "./pullError";

export function byStatus(error: PullError, status: number, kind: RegistryKind): DecidedCause | undefined {
    if (isPage(error)) {
        return pageCause(error, kind, status);
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

function badRequest({ step, host, words }: PullError, kind: RegistryKind): DecidedCause {
    if (step === "token") {
        return "tokenRefused";
    }
    const ofStorage = host.role === "storage" || ERROR_OF_STORAGE.test(words);
    return ofStorage ? "storageRefused" : host.role === "mirror" ? "mirror" : oddRequest(kind);
}

/** Storage services answer in XML, registries in JSON. */
const ERROR_OF_STORAGE = /<\?xml|<Error>/;

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
export function refused({ step, words }: PullError): DecidedCause {
    if (/fetch anonymous token/.test(words)) {
        return "noCredential";
    }
    const ofToken =
        /fetch oauth token|incorrect username|invalid username|token has expired|expired token|authorization token|bad credentials|invalid_grant|AADSTS/i;
    return ofToken.test(words) && step !== "blob" ? "tokenRefused" : "unauthorized";
}

export function isPage({ words }: PullError): boolean {
    return /<!doctype|<html|invalid character '<'|text\/html/i.test(words);
}

/** A body that is not the JSON of a registry's error still has its status. */
export function malformed(error: PullError, kind: RegistryKind): DecidedCause | undefined {
    const status = Number(/\bHTTP ([45]\d\d)\b/.exec(error.words)?.[1]);
    return Number.isNaN(status) ? "wrongAnswer" : byStatus(error, status, kind);
}

/** A page of HTML: a proxy's, where a registry is known to be or a token was to come; otherwise whatever answers there. */
export function pageCause(
    { step, words }: PullError,
    kind: RegistryKind,
    status = Number(/\b([45]\d\d)\b/.exec(words)?.[1]),
): DecidedCause {
    if (status >= 500) {
        return "serverError";
    }
    const named =
        /squid|zscaler|blue ?coat|fortinet|fortigate|forcepoint|mcafee|websense|netskope|palo alto|proxy|access denied|blocked/i;
    const inPlaceOfAnswer = kind !== "other" || step === "token" || status === 403 || status === 407;
    return inPlaceOfAnswer || named.test(words) ? "proxy" : "wrongAnswer";
}
