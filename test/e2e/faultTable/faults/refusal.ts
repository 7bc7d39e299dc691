// A registry, or what stands before it, that answers with a refusal.
import type { Fault } from "../fault";
import { inRegistry, inServer } from "../make";
import { httpServer, tokenRegistry } from "../servers";

export const REFUSALS: readonly Fault[] = [
    {
        name: "no-login",
        title: "a registry that wants a login",
        made: "401 with `Basic`; the pod has no secret",
        cause: "noCredential",
        make: inRegistry({ users: { app: "right" } }),
    },
    {
        name: "wrong-password",
        title: "a wrong password",
        made: "401 with `Basic`; the secret of the pod has another password",
        cause: "unauthorized",
        make: inRegistry({ users: { app: "right" } }),
        secret: true,
    },
    {
        name: "no-anonymous-token",
        title: "a token service that wants a login",
        made: "401 with `Bearer`; the token service answers 401; the pod has no secret",
        cause: "noCredential",
        make: inServer(() => tokenRegistry(401)),
    },
    {
        name: "token-refused",
        title: "an identity without the pull role",
        made: "401 with `Bearer`; the token service answers 401 to the secret of the pod",
        cause: "tokenRefused",
        make: inServer(() => tokenRegistry(401)),
        secret: true,
    },
    {
        name: "token-forbidden",
        title: "a token service that gives nothing to strangers",
        made: "401 with `Bearer`; the token service answers 403; the pod has no secret",
        cause: "noCredential",
        make: inServer(() => tokenRegistry(403)),
    },
    {
        name: "token-down",
        title: "a token service that is down",
        made: "401 with `Bearer`; the token service answers 503",
        cause: "serverError",
        make: inServer(() => tokenRegistry(503)),
    },
    {
        name: "forbidden",
        title: "a registry that forbids the pull",
        made: "403 for everything",
        cause: "unauthorized",
        make: inRegistry({ rules: [{ fault: "status", status: 403 }] }),
    },
    {
        name: "layer-forbidden",
        title: "a registry that forbids the layers",
        made: "403 for every blob",
        cause: "unauthorized",
        make: inRegistry({ rules: [{ path: "/blobs/", fault: "status", status: 403 }] }),
    },
    {
        name: "rate-limited",
        title: "too many requests",
        made: "429 for everything",
        cause: "rateLimited",
        make: inRegistry({ rules: [{ fault: "status", status: 429 }] }),
    },
    {
        name: "internal-error",
        title: "a registry with a fault of its own",
        made: "500 for manifests",
        cause: "serverError",
        make: inRegistry({ rules: [{ path: "/manifests/", fault: "status", status: 500 }] }),
    },
    {
        name: "unavailable",
        title: "a registry that is down for maintenance",
        made: "503 for everything",
        cause: "serverError",
        make: inRegistry({ rules: [{ fault: "status", status: 503 }] }),
    },
    {
        name: "redirects",
        title: "redirects without end",
        made: "every request is redirected to itself",
        cause: "wrongAnswer",
        make: inRegistry({ rules: [{ fault: "redirectLoop" }] }),
    },
    {
        name: "web-page",
        title: "a proxy that answers with its own page",
        made: "200 with a page of HTML for everything",
        cause: "wrongAnswer",
        make: inServer(() =>
            httpServer((_, answer) =>
                answer.writeHead(200, { "content-type": "text/html" }).end("<p>Please log in.</p>"),
            ),
        ),
    },
];
