// Registries that limit pulls, or answer otherwise than a registry should.

import { ACR, HUB } from "../images";
import { answering, containerd } from "../pullTexts/pullText";
import { type DiagnosisCase, pullCase } from "./case";

export const LIMITS: readonly DiagnosisCase[] = [
    pullCase(
        "Docker Hub's limit",
        answering(
            HUB,
            "429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.",
        ),
        { cause: "rateLimited", says: ["--source docker.io/library/redis:8", "trusted services"] },
        { image: "redis:8" },
    ),
    pullCase(
        "the limit of Azure's registry",
        answering(ACR, "429 Too Many Requests"),
        { cause: "rateLimited", says: ["--sku Premium"], never: ["az acr import"] },
        { image: ACR },
    ),
    pullCase(
        "the limit of Microsoft's registry",
        answering("mcr.microsoft.com/dotnet/aspnet:8.0", "429 Too Many Requests"),
        { cause: "rateLimited", says: ["--source mcr.microsoft.com/dotnet/aspnet:8.0"], never: ["--sku"] },
        { image: "mcr.microsoft.com/dotnet/aspnet:8.0" },
    ),
    pullCase(
        "the limit of quay",
        answering("quay.io/acme/app:1", "503 Service Unavailable"),
        { cause: "serverError", never: ["check-health"] },
        { image: "quay.io/acme/app:1" },
    ),
    {
        what: "the kubelet's own limit",
        pods: [
            {
                name: "web-a",
                minutes: 1,
                containers: [{ image: ACR, state: { reason: "ErrImagePull", message: "pull QPS exceeded" } }],
            },
        ],
        events: [
            {
                reason: "Failed",
                message: `Failed to pull image "${ACR}": pull QPS exceeded`,
                minutes: [1, 0],
                count: 2,
            },
        ],
        status: { code: 0, never: ["--sku"] },
        // A gate waits for it until its clock runs out, and names it then.
        gate: false,
    },
    pullCase(
        "a layer that another pull holds",
        containerd(
            ACR,
            "ref layer-sha256:3b8e locked for 12.3s (since 2026-03-01 08:12:00 +0000 UTC m=+12): unavailable",
        ),
        { cause: "locked" },
        { image: ACR },
    ),
    pullCase(
        "a cache rule whose source refuses",
        answering(
            "contoso.azurecr.io/hub/redis:8",
            "429 Too Many Requests - Server message: toomanyrequests: too many requests to source registry for cache rule",
        ),
        { cause: "cacheRule", says: ["az acr cache list --registry contoso`"], never: ["--sku"] },
        { image: "contoso.azurecr.io/hub/redis:8" },
    ),
    pullCase(
        "a cache rule that fails",
        answering("contoso.azurecr.io/hub/redis:8", "424 Failed Dependency"),
        { cause: "cacheRule", never: ["AcrPull"] },
        { image: "contoso.azurecr.io/hub/redis:8" },
    ),
];

const APP = "app.example:5000/app:1";
const requesting = (error: string) =>
    containerd(
        APP,
        `failed to resolve reference "${APP}": failed to do request: Head "https://app.example:5000/v2/app/manifests/1": ${error}`,
    );

export const ANSWERS: readonly DiagnosisCase[] = [
    pullCase(
        "an empty answer",
        containerd(
            APP,
            `failed to resolve reference "${APP}": unable to fetch descriptor (sha256:ab) which reports content size of zero: invalid argument`,
        ),
        { cause: "wrongAnswer" },
        { image: APP },
    ),
    pullCase("a web server", answering(APP, "400 Bad Request"), { cause: "wrongAnswer" }, { image: APP }),
    pullCase(
        "a registry of the first version",
        "initializing source docker://app.example:5000/app:1: pinging container registry app.example:5000: can't talk to a V1 docker registry",
        { cause: "wrongAnswer" },
        { image: APP },
    ),
    pullCase(
        "a certificate for another name",
        requesting("tls: failed to verify certificate: x509: certificate is valid for www.example, not app.example"),
        { cause: "certificateName", never: ["authority of its own"] },
        { image: APP },
    ),
    pullCase(
        "a certificate of an unknown authority",
        requesting("tls: failed to verify certificate: x509: certificate signed by unknown authority"),
        { cause: "certificate", never: [/`az acr/] },
        { image: APP },
    ),
    pullCase(
        "plain HTTP",
        requesting("http: server gave HTTP response to HTTPS client"),
        { cause: "plainHttp", says: ["http://app.example:5000"] },
        { image: APP },
    ),
    pullCase(
        "headers that do not come",
        requesting(
            "net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)",
        ),
        { cause: "timeout" },
        { image: APP },
    ),
    pullCase(
        "a commit of another size",
        containerd(
            APP,
            'failed commit on ref "layer-sha256:ab": unexpected commit size 2295, expected 1069: failed precondition',
        ),
        { cause: "corruptLayer" },
        { image: APP },
    ),
    pullCase(
        "no address to send from",
        requesting("dial tcp [2600::1]:5000: connect: cannot assign requested address"),
        { cause: "nodeNetwork" },
        { image: APP },
    ),
    pullCase(
        "a connection that the node forbids",
        requesting("dial tcp 10.0.0.7:5000: connect: operation not permitted"),
        { cause: "nodeNetwork" },
        { image: APP },
    ),
    pullCase(
        "two tries, of which the first says why",
        `[${requesting("dial tcp 10.0.0.7:5000: i/o timeout")}, ${containerd(APP, `failed to resolve reference "${APP}": failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized`)}]`,
        { cause: "timeout", says: ["i/o timeout", "401 Unauthorized"] },
        { image: APP },
    ),
];
