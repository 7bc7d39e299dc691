/** The cause of what was said last, where the one who said it is not to blame for whatever it says. */

import type { RegistryKind } from "../../registry/kind";
import type { AnswerKind } from "./answers";
import { byStatus, isPage, malformed, pageCause, refused } from "./byStatus";
import type { DecidedCause } from "./decided";
import type { PullError } from "./pullError";
import type { Step } from "./steps";

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
    tlsOnHttp: "plainHttp",
    tls: "tls",
    noSuchHost: "dns",
    canceled: "stalled",
    nodeNetwork: "nodeNetwork",
    refused: "connectionRefused",
    manifestUnknown: "notFound",
};

export function byAnswer(error: PullError, kind: RegistryKind): DecidedCause | undefined {
    const { answer, step } = error;
    if (!answer) {
        return undefined;
    }
    switch (answer.kind) {
        case "status":
            return byStatus(error, answer.status ?? 0, kind);
        case "denied":
            return denied(error, kind);
        case "plainHttp":
            return PUBLIC.has(kind) ? "proxy" : "plainHttp";
        case "unauthorized":
            return refused(error);
        case "storageAccessDenied":
            return "storageRefused";
        case "page":
            return pageCause(error, kind);
        case "malformed":
            return isPage(error) ? pageCause(error, kind) : malformed(error, kind);
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

/** These have never spoken plain HTTP: what does, stands in between. */
const PUBLIC: ReadonlySet<RegistryKind> = new Set([
    "dockerHub",
    "ghcr",
    "ecrPublic",
    "google",
    "kubernetes",
    "mcr",
    "quay",
]);

function denied(error: PullError, kind: RegistryKind): DecidedCause {
    if (isPage(error)) {
        return pageCause(error, kind);
    }
    return error.host.role === "storage" ? "storageRefused" : refused(error);
}

/** A program that is not in the image is not a fault of its pull. */
function missing({ step, words }: PullError): DecidedCause | undefined {
    if (step === "start") {
        return undefined;
    }
    return step === "unpack" && /snapshot/.test(words) ? "nodeStore" : "notFound";
}
