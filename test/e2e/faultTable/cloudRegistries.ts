// Registries that answer as those of clouds do, and a proxy in the place of one.
import type { RequestListener, ServerResponse } from "node:http";
import type { CauseName } from "../../../model/pulls/causes";

export interface CloudAnswer {
    readonly title: string;
    readonly answer: RequestListener;
    readonly cause: CauseName;
    /** The runtime sends a user's name and password. */
    readonly user?: true;
}

function refuse(answer: ServerResponse, status: number, code: string, message: string): void {
    answer
        .writeHead(status, { "content-type": "application/json" })
        .end(JSON.stringify({ errors: [{ code, message }] }));
}

/** Sends whoever has no token to a token service, which is `token`. */
function withTokens(token: RequestListener, registry: RequestListener): RequestListener {
    return (request, answer) => {
        if (request.url?.startsWith("/token")) {
            token(request, answer);
        } else if (request.headers.authorization?.startsWith("Bearer ")) {
            registry(request, answer);
        } else {
            const realm = `Bearer realm="http://${request.headers.host}/token",service="registry",scope="repository:app:pull"`;
            answer.writeHead(401, { "www-authenticate": realm }).end();
        }
    };
}

const aToken: RequestListener = (_, answer) => answer.end(JSON.stringify({ token: "t", access_token: "t" }));
const denied: RequestListener = (_, answer) => refuse(answer, 403, "DENIED", "denied");
const page =
    (status: number): RequestListener =>
    (_, answer) =>
        answer.writeHead(status, { "content-type": "text/html" }).end("<html><body>Blocked.</body></html>");

export const CLOUD_ANSWERS: readonly CloudAnswer[] = [
    { title: "GitHub's, whose token service denies", answer: withTokens(denied, denied), cause: "noCredential" },
    {
        title: "GitHub's, whose token service denies the user",
        answer: withTokens(denied, denied),
        cause: "tokenRefused",
        user: true,
    },
    {
        title: "Google's, which gives everybody a token that covers nothing",
        answer: withTokens(aToken, denied),
        cause: "unauthorized",
    },
    {
        title: "Amazon's, which asks for a password",
        answer: (_, answer) => answer.writeHead(401, { "www-authenticate": 'Basic realm="ecr"' }).end(),
        cause: "noCredential",
    },
    {
        title: "Amazon's, whose policy does not cover the user",
        answer: (request, answer) =>
            request.headers.authorization
                ? refuse(answer, 403, "DENIED", "User: x is not authorized to perform: ecr:BatchGetImage")
                : answer.writeHead(401, { "www-authenticate": 'Basic realm="ecr"' }).end(),
        cause: "unauthorized",
        user: true,
    },
    {
        title: "one that a proxy's page stands in for when a token is asked for",
        answer: withTokens(page(200), denied),
        cause: "proxy",
    },
];

/** Answers with a manifest of the first schema, which no runtime of today takes for an image. */
export const firstSchema: RequestListener = (_, answer) =>
    answer
        .writeHead(200, { "content-type": "application/vnd.docker.distribution.manifest.v1+prettyjws" })
        .end(JSON.stringify({ schemaVersion: 1, name: "app", tag: "1.0.0", fsLayers: [], history: [] }));
