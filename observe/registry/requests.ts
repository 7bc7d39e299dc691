// Requests for what is in a repository, signed in to its registry; each registry keeps its session.
import type { ImageReference } from "../../model/image/reference";
import { RegistryError } from "./errors";
import { hostOf } from "./host";
import { type HttpAnswer, readBody } from "./http";
import { expectSuccess } from "./refusal";
import { RegistrySession, type SessionOptions } from "./session";

/** Registries refuse manifests over 4 MiB themselves; larger ones are an attack or a mistake. */
const MOST_DOCUMENT_BYTES = 4 * 1024 * 1024;

export class RegistryRequests {
    private readonly sessions = new Map<string, RegistrySession>();

    constructor(private readonly options: SessionOptions) {}

    /** The answer to `path` (from `/v2/` on), whatever its status. */
    send(reference: ImageReference, path: string, headers: Record<string, string> = {}): Promise<HttpAnswer> {
        return this.session(reference).get(path, `repository:${reference.repository}:pull`, headers);
    }

    /**
     * The answer to `path`, its body not read yet.
     *
     * @param what What is asked for, for the error when the registry refuses it.
     */
    async open(reference: ImageReference, path: string, what: string, accept?: string): Promise<HttpAnswer> {
        const answer = await this.send(reference, path, accept === undefined ? {} : { accept });
        expectSuccess(answer, reference, what);
        return answer;
    }

    /** The same, with a short body that is read whole. */
    async read(
        reference: ImageReference,
        path: string,
        what: string,
        accept?: string,
    ): Promise<{ readonly answer: HttpAnswer; readonly body: Buffer }> {
        const answer = await this.open(reference, path, what, accept);
        return { answer, body: await readBody(answer, MOST_DOCUMENT_BYTES, this.options.http.timeoutMs) };
    }

    private session(reference: ImageReference): RegistrySession {
        const host = hostOf(reference.registry);
        const session = this.sessions.get(host) ?? new RegistrySession(host, this.options);
        this.sessions.set(host, session);
        return session;
    }
}

/** What `parse` makes of a body, whose faults become one error that names the registry. */
export function parsed<T>(reference: ImageReference, body: Buffer, parse: (json: unknown) => T): T {
    try {
        return parse(JSON.parse(body.toString("utf8")));
    } catch (error) {
        const reason = error instanceof SyntaxError ? "it is not JSON; is this a registry?" : (error as Error).message;
        throw new RegistryError(`The answer of ${reference.registry} for ${reference.text} cannot be used: ${reason}.`);
    }
}
