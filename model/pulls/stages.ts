/** How far a pull came: what happens on the way from a name to a container, in its order, and where an error ended it. */

import type { CauseName } from "./causes/table";
import { type Decision, decisionOf } from "./error/decide";
import type { AnsweringHost } from "./error/hosts";
import { readError } from "./error/pullError";
import type { Step } from "./error/steps";

export const PULL_STAGES = ["name", "connection", "TLS", "token", "manifest", "blobs", "unpacked", "started"] as const;

export type PullStage = (typeof PULL_STAGES)[number];

export interface StoppedPull {
    /** The stage that failed. */
    readonly stage: PullStage;
    /** The last one before it, where there is one. */
    readonly reached?: PullStage;
    /** Who answered, or did not, such as `the token server auth.docker.io`. */
    readonly host?: string;
}

/** Where the pull of `image` ended; undefined where its error names no known cause, or the node's runtime was not reached. */
export function stoppedPull(text: string, image: string): StoppedPull | undefined {
    const read = readError(text, image);
    const decision = decisionOf(read);
    const stage = decision && stageOf(decision);
    if (decision === undefined || stage === undefined) {
        return undefined;
    }
    const reached = PULL_STAGES[PULL_STAGES.indexOf(stage) - 1];
    const host = hostText(decision.error.host) ?? (ASKED.has(stage) ? ofReference(read.registry) : undefined);
    return { stage, ...(reached && { reached }), ...(host && { host }) };
}

/** Where something is asked of the registry. */
const ASKED: ReadonlySet<PullStage> = new Set(["connection", "TLS", "manifest", "blobs"]);

function ofReference(registry: string | undefined): string | undefined {
    return registry && `the registry ${registry}`;
}

/** Layers may come from another host, and so may tokens: what fails on the way to those is theirs. */
function stageOf({ cause, error }: Decision): PullStage | undefined {
    const { step, words } = error;
    if (step === "socket" || step === "inspect" || cause === "pullRate" || cause === "runtime") {
        return undefined;
    }
    const phase = PHASES.find(([, wrapper]) => wrapper.test(words));
    return phase?.[0] ?? BY_STEP[step] ?? BY_CAUSE[cause];
}

const PHASES: readonly (readonly [PullStage, RegExp])[] = [
    ["unpacked", /failed to extract layer|failed to register layer|failed to unpack|extraction snapshot|adding layer/],
    [
        "blobs",
        /httpReadSeeker|failed to copy|reading blob|fetching blob|writing blob|image configuration|failed commit on ref|config descriptor/,
    ],
    ["token", /failed to authorize|fetch (?:oauth|anonymous) token|requesting bearer token|bearer token/],
];

const BY_STEP: Readonly<Partial<Record<Step, PullStage>>> = {
    dns: "name",
    proxy: "connection",
    connect: "connection",
    tls: "TLS",
    token: "token",
    manifest: "manifest",
    blob: "blobs",
    store: "blobs",
    unpack: "unpacked",
    stream: "unpacked",
    start: "started",
};

/** Where the words around an answer do not tell. */
const BY_CAUSE: Readonly<Partial<Record<CauseName, PullStage>>> = {
    invalidName: "name",
    shortName: "name",
    dns: "name",
    nodeDns: "name",
    proxy: "connection",
    mirror: "connection",
    connectionRefused: "connection",
    nodeNetwork: "connection",
    timeout: "connection",
    certificate: "TLS",
    certificateName: "TLS",
    certificateExpired: "TLS",
    tls: "TLS",
    plainHttp: "TLS",
    noCredential: "token",
    tokenRefused: "token",
    unauthorized: "manifest",
    forbidden: "manifest",
    rateLimited: "manifest",
    cacheRule: "manifest",
    blocked: "manifest",
    notFound: "manifest",
    wrongPlatform: "manifest",
    unsupportedImage: "manifest",
    wrongAnswer: "manifest",
    serverError: "manifest",
    signature: "manifest",
    stalled: "blobs",
    storageRefused: "blobs",
    corruptLayer: "blobs",
    locked: "blobs",
    diskFull: "unpacked",
    nodeStore: "unpacked",
    unpackDenied: "unpacked",
};

function hostText({ role, name, resolver }: AnsweringHost): string | undefined {
    const named = name === undefined ? "" : ` ${name}`;
    switch (role) {
        case "resolver":
            return `the DNS server${resolver === undefined ? "" : ` ${resolver}`}${name === undefined ? "" : `, asked for ${name}`}`;
        case "nodeMirror":
            return `a mirror on the node${named}`;
        case "socket":
        case "unknown":
            return undefined;
        default:
            return name === undefined && role === "registry" ? undefined : `${ROLES[role]}${named}`;
    }
}

const ROLES = {
    registry: "the registry",
    mirror: "the mirror",
    proxy: "the proxy",
    tokenServer: "the token server",
    storage: "the storage",
} as const;
