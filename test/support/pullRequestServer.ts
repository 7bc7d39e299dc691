// The REST APIs behind pull requests of GitHub and of Azure Repos, as far as comments need them.
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

export const TOKEN = "t0ken-of-the-job";

interface Answer {
    readonly status: number;
    readonly body: unknown;
    readonly retryAfter?: string;
}

export class PullRequestServer {
    /** The texts of all comments, in their order. */
    readonly comments: string[] = [];
    /** Replaces every answer. */
    refusal: Answer | undefined;
    /** How many answers it replaces. */
    refusals = Number.POSITIVE_INFINITY;
    readonly calls: string[] = [];
    connections = 0;
    private readonly server = createServer(async (request, response) => {
        const { status, body, retryAfter } = await this.answer(request);
        const later = retryAfter === undefined ? {} : { "Retry-After": retryAfter };
        response.writeHead(status, { ...later, "Content-Type": status === 203 ? "text/html" : "application/json" });
        response.end(JSON.stringify(body));
    });

    static async start(): Promise<PullRequestServer> {
        const started = new PullRequestServer();
        started.server.on("connection", () => (started.connections += 1));
        started.server.listen(0, "127.0.0.1");
        await once(started.server, "listening");
        return started;
    }

    stop(): void {
        this.server.closeAllConnections();
        this.server.close();
    }

    get url(): string {
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    private async answer(request: IncomingMessage): Promise<Answer> {
        const { method = "", url = "", headers } = request;
        this.calls.push(`${method} ${url}`);
        const body = method === "GET" ? undefined : ((await json(request)) as Record<string, never>);
        if (this.refusal !== undefined && this.refusals-- > 0) {
            return this.refusal;
        }
        if (headers.authorization !== `Bearer ${TOKEN}`) {
            return { status: 401, body: {} };
        }
        return this.github(method, url, body) ?? this.azure(method, url, body) ?? { status: 404, body: {} };
    }

    private github(method: string, url: string, body?: { body?: string }): Answer | undefined {
        const [, one] = /^\/repos\/team\/shop\/issues\/comments\/(\d+)$/.exec(url) ?? [];
        if (method === "PATCH" && one !== undefined) {
            this.comments[Number(one)] = body?.body ?? "";
            return { status: 200, body: {} };
        }
        const [, page] = /^\/repos\/team\/shop\/issues\/7\/comments(?:\?per_page=100&page=(\d+))?$/.exec(url) ?? [];
        if (method === "GET" && page !== undefined) {
            const first = (Number(page) - 1) * 100;
            const found = this.comments.map((text, id) => ({ id, body: text })).slice(first, first + 100);
            return { status: 200, body: found };
        }
        if (method === "POST" && url === "/repos/team/shop/issues/7/comments") {
            this.comments.push(body?.body ?? "");
            return { status: 201, body: {} };
        }
        return undefined;
    }

    private azure(method: string, url: string, body?: Record<string, never>): Answer | undefined {
        const threads = "/team/The%20shop/_apis/git/repositories/r1/pullRequests/7/threads";
        if (!url.startsWith(threads) || !url.endsWith("?api-version=7.1")) {
            return undefined;
        }
        const [, thread] = /\/threads\/(\d+)\/comments\/1\?/.exec(url) ?? [];
        if (method === "PATCH" && thread !== undefined) {
            this.comments[Number(thread)] = body?.content ?? "";
        } else if (method === "POST") {
            this.comments.push(
                (body as { comments?: { content: string }[] } | undefined)?.comments?.[0]?.content ?? "",
            );
        }
        const value = this.comments.map((content, id) => ({ id, comments: [{ id: 1, content }] }));
        return { status: 200, body: { value: [{ id: 99, comments: [] }, ...value] } };
    }
}

/** The variables of a pipeline's pull request. */
export function pipelineVariables(url: string, eventFile: string): Record<"github" | "azure", Record<string, string>> {
    return {
        github: {
            GITHUB_ACTIONS: "true",
            GITHUB_TOKEN: TOKEN,
            GITHUB_API_URL: url,
            GITHUB_REPOSITORY: "team/shop",
            GITHUB_EVENT_PATH: eventFile,
        },
        azure: {
            TF_BUILD: "True",
            SYSTEM_ACCESSTOKEN: TOKEN,
            SYSTEM_COLLECTIONURI: `${url}/team/`,
            SYSTEM_TEAMPROJECT: "The shop",
            BUILD_REPOSITORY_ID: "r1",
            BUILD_REPOSITORY_PROVIDER: "TfsGit",
            SYSTEM_PULLREQUEST_PULLREQUESTID: "7",
        },
    };
}
