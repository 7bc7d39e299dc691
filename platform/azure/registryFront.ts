// The host of a simulated registry: the local registry, behind what Azure's answers before it lets a node pull. Without a
// role that works the token is refused with 401; without a way through the firewall every request is, with 403.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type PullQuestion, pullRefusal } from "./pullRules";

export interface RegistryFront {
    /** Host and port: the login server of the registry that is created with it. */
    readonly loginServer: string;
    close(): Promise<void>;
}

export interface FrontOptions extends PullQuestion {
    /** Host and port of the registry that holds the images. */
    readonly upstream: string;
    /** A free one by default. */
    readonly port?: number;
}

/** Serves pulls only: images are pushed to the upstream registry itself. */
export async function startRegistryFront(options: FrontOptions): Promise<RegistryFront> {
    const tokens = new Set<string>();
    const server = createServer((incoming, outgoing) => {
        const loginServer = `127.0.0.1:${(server.address() as AddressInfo).port}`;
        const refusal = pullRefusal(options, loginServer);
        if (refusal?.status === 403) {
            refuse(outgoing, 403, "DENIED", refusal.message);
        } else if (incoming.url?.startsWith("/oauth2/token")) {
            const token = refusal ? undefined : randomUUID();
            answerToken(outgoing, token, refusal?.message);
            tokens.add(token ?? "");
        } else if (isAuthorised(incoming, tokens)) {
            forward(incoming, outgoing, options.upstream);
        } else {
            challenge(incoming, outgoing, loginServer);
        }
    });
    server.listen(options.port ?? 0, "127.0.0.1");
    await once(server, "listening");
    return {
        loginServer: `127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () =>
            new Promise((resolve) => {
                server.close(() => resolve());
                server.closeAllConnections();
            }),
    };
}

function answerToken(outgoing: ServerResponse, token: string | undefined, refusal = ""): void {
    if (token === undefined) {
        refuse(outgoing, 401, "UNAUTHORIZED", refusal);
        return;
    }
    outgoing.writeHead(200, { "content-type": "application/json" });
    outgoing.end(JSON.stringify({ access_token: token, token }));
}

function isAuthorised(incoming: IncomingMessage, tokens: ReadonlySet<string>): boolean {
    const [, token = ""] = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? "") ?? [];
    return token !== "" && tokens.has(token);
}

function challenge(incoming: IncomingMessage, outgoing: ServerResponse, loginServer: string): void {
    const [, repository] = /^\/v2\/(.+)\/(?:manifests|blobs|tags)\//.exec(incoming.url ?? "") ?? [];
    const scope = repository ? `,scope="repository:${repository}:pull"` : "";
    outgoing.setHeader(
        "www-authenticate",
        `Bearer realm="http://${loginServer}/oauth2/token",service="${loginServer}"${scope}`,
    );
    refuse(
        outgoing,
        401,
        "UNAUTHORIZED",
        "authentication required, visit https://aka.ms/acr/authorization for more information.",
    );
}

function refuse(outgoing: ServerResponse, status: number, code: string, message: string): void {
    outgoing.writeHead(status, { "content-type": "application/json" });
    outgoing.end(JSON.stringify({ errors: [{ code, message }] }));
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse, upstream: string): void {
    const { authorization: _, ...headers } = incoming.headers;
    const options = { method: incoming.method, headers: { ...headers, host: upstream } };
    const sent = request(`http://${upstream}${incoming.url}`, options, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
    });
    sent.on("error", (error) => refuse(outgoing, 502, "UNAVAILABLE", error.message));
    incoming.pipe(sent);
}
