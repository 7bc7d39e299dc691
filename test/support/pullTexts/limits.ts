import { ACR, HUB } from "../images";
import { ACR_URL, containerd, DIGEST, HUB_URL, heading, type PullText, resolving } from "./pullText";

export const LIMIT_TEXTS: readonly PullText[] = [
    {
        text: containerd(
            HUB,
            `failed to copy: httpReadSeeker: failed open: unexpected status code ${HUB_URL}: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit`,
        ),
        cause: "rateLimited",
        role: "registry",
        command: "az acr import --name <registry> --source docker.io/library/redis:8",
    },
    {
        text: `Error response from daemon: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit`,
        cause: "rateLimited",
    },
    {
        text: "reading manifest 8 in docker.io/library/redis: toomanyrequests: You have reached your pull rate limit as 'acme': dckr_jti_x. You may increase the limit by upgrading. https://www.docker.com/increase-rate-limit",
        cause: "rateLimited",
    },
    {
        text: resolving(ACR, `unexpected status from HEAD request to ${ACR_URL}: 429 Too Many Requests`),
        cause: "rateLimited",
        command: "az acr show-usage --name contoso",
    },
    {
        text: resolving(
            "mcr.microsoft.com/dotnet/aspnet:8.0",
            "unexpected status from HEAD request to https://mcr.microsoft.com/v2/dotnet/aspnet/manifests/8.0: 429 Too Many Requests",
        ),
        cause: "rateLimited",
        command: "az acr import --name <registry> --source mcr.microsoft.com/dotnet/aspnet:8.0",
    },
    {
        text: resolving(
            "public.ecr.aws/nginx/nginx:1",
            "unexpected status from HEAD request to https://public.ecr.aws/v2/nginx/nginx/manifests/1: 429 Too Many Requests - Server message: toomanyrequests: Rate exceeded",
        ),
        cause: "rateLimited",
    },
    {
        text: "toomanyrequests: Quota exceeded for quota metric 'Requests per project per region' and limit 'Requests per project per region per minute per region' of service 'artifactregistry.googleapis.com'",
        cause: "rateLimited",
    },
    {
        text: `Error response from daemon: Head "https://ghcr.io/v2/acme/app/manifests/1": toomanyrequests: retry-after: 1.2ms, allowed: 44000/minute`,
        cause: "rateLimited",
    },
    {
        text: resolving(
            "harbor.corp.example/hub/library/redis:8",
            "unexpected status from HEAD request to https://harbor.corp.example/v2/hub/library/redis/manifests/8: 429 Too Many Requests - Server message: unknown: too many requests to upstream registry",
        ),
        cause: "cacheRule",
    },
    {
        text: resolving(
            "contoso.azurecr.io/hub/redis:8",
            "unexpected status from HEAD request to https://contoso.azurecr.io/v2/hub/redis/manifests/8: 429 Too Many Requests - Server message: toomanyrequests: too many requests to source registry for cache rule",
        ),
        cause: "cacheRule",
        command: "az acr cache list --registry contoso",
    },
    {
        text: resolving(
            "contoso.azurecr.io/hub/redis:8",
            "unexpected status from HEAD request to https://contoso.azurecr.io/v2/hub/redis/manifests/8: 424 Failed Dependency",
        ),
        cause: "cacheRule",
    },
    {
        text: resolving(
            "contoso.azurecr.io/hub/redis:8",
            "unexpected status from HEAD request to https://contoso.azurecr.io/v2/hub/redis/manifests/8: 400 Bad Request",
        ),
        cause: "cacheRule",
    },
    {
        text: resolving(
            "nexus.corp.example/hub/redis:8",
            "unexpected status from HEAD request to https://nexus.corp.example/v2/hub/redis/manifests/8: 409 Conflict",
        ),
        cause: "cacheRule",
    },
    {
        text: `unknown: login to dockerhub error: Post "https://hub.docker.com/v2/users/login/": EOF`,
        cause: "cacheRule",
    },
];

export const SERVER_TEXTS: readonly PullText[] = [
    {
        text: resolving(ACR, `unexpected status from HEAD request to ${ACR_URL}: 503 Service Unavailable`),
        cause: "serverError",
        command: "az acr check-health --name contoso --yes",
    },
    {
        text: containerd(
            HUB,
            `failed to copy: httpReadSeeker: failed open: unexpected status code ${HUB_URL}: 500 Internal Server Error - Server message: unknown`,
        ),
        cause: "serverError",
    },
    {
        text: resolving(
            "quay.io/acme/app:1",
            "unexpected status from HEAD request to https://quay.io/v2/acme/app/manifests/1: 502 Bad Gateway",
        ),
        cause: "serverError",
        command: "status.quay.io",
    },
    {
        text: `Error response from daemon: received unexpected HTTP status: 500 Internal Server Error`,
        cause: "serverError",
    },
    {
        text: `reading manifest 1 in quay.io/acme/app: received unexpected HTTP status: 504 Gateway Time-out`,
        cause: "serverError",
    },
    {
        text: `initializing source docker://quay.io/acme/app:1: reading manifest 1 in quay.io/acme/app: StatusCode: 503, "<html>\\r\\n<head><title>503 Service Temporarily Unavailable</title></head>..."`,
        cause: "serverError",
    },
    { text: "RegistryUnavailable: image pull failed because the registry is unavailable", cause: "serverError" },
    {
        text: resolving(ACR, `${ACR}: not found`),
        cause: "notFound",
        command: "image-delivery tags contoso.azurecr.io/shop/api",
    },
    {
        text: `reading manifest 1.4.3 in contoso.azurecr.io/shop/api: manifest unknown: manifest tagged by "1.4.3" is not found`,
        cause: "notFound",
    },
    {
        text: `Error response from daemon: manifest for redis:429 not found: manifest unknown: manifest unknown`,
        cause: "notFound",
    },
    { text: `Error response from daemon: unknown: artifact hub/library/redis@${DIGEST} not found`, cause: "notFound" },
    { text: `reading manifest v9 in quay.io/acme/app: manifest unknown`, cause: "notFound" },
    {
        text: containerd(
            ACR,
            `failed to copy: httpReadSeeker: failed open: could not fetch content descriptor ${DIGEST} (application/vnd.oci.image.layer.v1.tar+gzip) from remote: not found`,
        ),
        cause: "notFound",
        step: "blob",
    },
    {
        text: `Error response from daemon: name unknown: The repository with name 'app' does not exist in the registry with id '123456789012'`,
        cause: "notFound",
    },
    {
        text: `Error response from daemon: manifest for registry.gitlab.com/acme/app:1 not found: manifest unknown: manifest unknown`,
        cause: "notFound",
    },
    {
        text: heading("app.corp.example/app:1", "/v2/app/manifests/1", "stopped after 10 redirects"),
        cause: "wrongAnswer",
    },
    {
        text: resolving(
            "app.corp.example/app:1",
            `unable to fetch descriptor (${DIGEST}) which reports content size of zero: invalid argument`,
        ),
        cause: "wrongAnswer",
    },
    {
        text: resolving(
            "app.corp.example/app:1",
            "unexpected status from HEAD request to https://app.corp.example/v2/app/manifests/1: 400 Bad Request",
        ),
        cause: "wrongAnswer",
    },
    {
        text: `initializing source docker://app.corp.example/app:1: pinging container registry app.corp.example: can't talk to a V1 container registry`,
        cause: "wrongAnswer",
    },
    {
        text: `reading manifest 1 in app.corp.example/app: StatusCode: 404, "<!DOCTYPE html><html><head>..."`,
        cause: "wrongAnswer",
    },
    {
        text: `rpc error: code = NotFound desc = get image config descriptor: unexpected media type text/html for ${DIGEST}: not found`,
        cause: "wrongAnswer",
    },
    {
        text: `Error response from daemon: Get "https://app.corp.example/v2/": net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x00\\x00\\x12\\x04"`,
        cause: "wrongAnswer",
    },
];
