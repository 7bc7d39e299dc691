// Errors of talking to a cluster, each one line for the user: what was asked, what came back, what to do.

import { plainText } from "../../model/text/plain";
import { UserError } from "../../model/userError";

/** What was asked of the API server, for the text of an error. */
export interface Asked {
    readonly verb: "get" | "list" | "watch" | "create" | "patch" | "update" | "delete";
    /** Plural name, such as `pods`. */
    readonly resource: string;
    readonly namespace?: string;
    readonly name?: string;
}

export type ClusterErrorKind =
    /** No usable kubeconfig, context or credential on this machine. */
    | "kubeconfig"
    /** No connection, or one that was cut or fell silent. */
    | "unreachable"
    | "certificate"
    | "unauthenticated"
    | "forbidden"
    | "notFound"
    /** The resource version or the continue token is older than what the API server keeps (410). */
    | "expired"
    /** The API server answers, but is not able to serve: 429 and 5xx. */
    | "busy"
    /** Any other refusal: 400, 409, 422. */
    | "refused";

const HEALING: ReadonlySet<ClusterErrorKind> = new Set(["unreachable", "expired", "busy"]);

/** A cluster that could not be asked, or said no. Its message is one line that names what to do. */
export class ClusterError extends UserError {
    constructor(
        readonly kind: ClusterErrorKind,
        message: string,
        readonly asked?: Asked,
        /** The API server's own text, such as `pods is forbidden: User "ci" cannot list resource ...`. */
        readonly answer?: string,
        /** When to ask again, where the API server says it. */
        readonly retryAfterSeconds?: number,
        /** HTTP status of the answer, where there was one. */
        readonly code?: number,
    ) {
        super(message);
        this.name = "ClusterError";
    }

    /** Whether asking again later may succeed with nothing changed. */
    get heals(): boolean {
        return HEALING.has(this.kind);
    }
}

/** What the API server puts into the body of a refusal. */
export interface ApiStatus {
    readonly code?: number;
    readonly message?: string;
    readonly reason?: string;
}

/**
 * The error for a request that was answered with a status other than 2xx. `cluster` says which cluster it was, `retryAfter` is the
 * answer's header of that name.
 */
export function refusal(status: ApiStatus, asked: Asked, cluster: string, retryAfter = ""): ClusterError {
    const answer = oneLine(status.message || status.reason || "no reason given");
    const [kind, text] = refusalText(status.code ?? 0, answer, asked, cluster);
    // As client-go has it: whole seconds, and only from a server that is not able to serve.
    const seconds = kind === "busy" && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined;
    return new ClusterError(kind, text, asked, answer, seconds, status.code);
}

function refusalText(code: number, answer: string, asked: Asked, cluster: string): [ClusterErrorKind, string] {
    const request = spelled(asked);
    if (code === 401) {
        return ["unauthenticated", `${cluster} does not accept the credentials (401: ${answer}); sign in again`];
    }
    if (code === 403) {
        return ["forbidden", `no permission to ${request} on ${cluster} (${answer})`];
    }
    if (code === 404) {
        return ["notFound", `cannot ${request} on ${cluster}: not found (${answer})`];
    }
    if (code === 410) {
        return [
            "expired",
            `cannot ${request} on ${cluster}: the list changed too much meanwhile (${answer}); try again`,
        ];
    }
    if (code === 429 || code >= 500) {
        return ["busy", `${cluster} could not ${request} (${code}: ${answer}); try again`];
    }
    return ["refused", `${cluster} refused to ${request} (${code}: ${answer})`];
}

// Permanent faults of TLS. EPROTO is plain HTTP on the other side.
const CERTIFICATE = /CERT|SIGNATURE|ERR_TLS|ERR_SSL|EPROTO/;

const NETWORK: Readonly<Record<string, string>> = {
    ECONNREFUSED: "connection refused",
    ECONNRESET: "the connection was cut",
    ERR_STREAM_PREMATURE_CLOSE: "the connection was cut",
    ENOTFOUND: "its name is not known here; a private cluster is reached only from its own network",
    EAI_AGAIN: "DNS does not answer",
    ETIMEDOUT: "no answer",
    EHOSTUNREACH: "no route to it",
    ENETUNREACH: "no route to it",
};

/** The error for a request that got no answer at all. */
export function noAnswer(error: unknown, asked: Asked, cluster: string): ClusterError {
    const { code = "", message = "" } = error as { code?: string; message?: string };
    if (CERTIFICATE.test(code)) {
        const text = `${cluster} was not trusted: ${oneLine(message)} (${code}); check the kubeconfig's certificate authority`;
        return new ClusterError("certificate", text, asked);
    }
    const why = NETWORK[code] ?? oneLine(message || code || String(error));
    return new ClusterError("unreachable", `${cluster} cannot be reached: ${why}`, asked);
}

/**
 * Whatever @kubernetes/client-node's typed APIs throw, as a ClusterError: its own text spreads over four lines and quotes
 * all headers. A fault that has nothing to do with the cluster comes back as it is.
 */
export function clusterError(error: unknown, asked: Asked, cluster: string): Error {
    if (error instanceof ClusterError) {
        return error;
    }
    const {
        code,
        body,
        name,
        headers = {},
    } = error as {
        code?: unknown;
        body?: unknown;
        name?: string;
        headers?: Readonly<Record<string, string>>;
    };
    if (typeof code === "number") {
        return refusal({ ...apiStatus(body), code }, asked, cluster, headers["retry-after"]);
    }
    if (typeof code === "string" || name === "TimeoutError" || name === "AbortError") {
        return noAnswer(error, asked, cluster);
    }
    return error instanceof Error ? error : new Error(String(error));
}

/** The Status in the body of a refusal; a proxy's page instead of one is quoted by its beginning. */
export function apiStatus(body: unknown): ApiStatus {
    if (typeof body !== "string") {
        return (body as ApiStatus | undefined) ?? {};
    }
    try {
        return JSON.parse(body) as ApiStatus;
    } catch {
        return { message: body };
    }
}

function spelled({ verb, resource, name, namespace }: Asked): string {
    return `${verb} ${resource}${name ? ` "${name}"` : ""}${namespace ? ` in namespace "${namespace}"` : ""}`;
}

export function oneLine(text: string): string {
    return plainText(text, 300);
}
