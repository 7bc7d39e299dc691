import { containerd, DIGEST, heading, type PullText, resolving } from "./pullText";

const ACR = "contoso.azurecr.io/shop/api:1.4.2";
const ACR_URL = "https://contoso.azurecr.io/v2/shop/api/manifests/1.4.2";
const ACR_TOKEN =
    "https://contoso.azurecr.io/oauth2/token?scope=repository%3Ashop%2Fapi%3Apull&service=contoso.azurecr.io";
const GHCR = "ghcr.io/acme/app:1";
const GHCR_TOKEN = "https://ghcr.io/token?scope=repository%3Aacme%2Fapp%3Apull&service=ghcr.io";
const GAR = "europe-west3-docker.pkg.dev/acme-prod/ml/app:4";
const ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1";
const ECR_URL = "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/app/manifests/1";
const HUB = "docker.io/library/redis:8";
const HUB_URL = "https://registry-1.docker.io/v2/library/redis/manifests/8";
const BLOB =
    "https://eus2mng1.blob.core.windows.net/a1/docker/registry/v2/blobs/sha256/3b/3b8e/data?se=2026&sig=SECRET%3D&sv=2018";

export const ACCESS_TEXTS: readonly PullText[] = [
    {
        text: resolving(
            ACR,
            `failed to authorize: failed to fetch anonymous token: unexpected status from GET request to ${ACR_TOKEN}: 401 Unauthorized`,
        ),
        cause: "noCredential",
        step: "token",
        role: "tokenServer",
        command: "az aks update --resource-group <group> --name <cluster> --attach-acr contoso`",
    },
    {
        text: resolving(
            ACR,
            `failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://contoso.azurecr.io/oauth2/token: 401 Unauthorized`,
        ),
        cause: "tokenRefused",
        step: "token",
        command: "AcrPull",
    },
    {
        text: resolving(
            ACR,
            `failed to authorize: failed to fetch anonymous token: unexpected status from GET request to ${ACR_TOKEN}: 403 Forbidden`,
        ),
        cause: "forbidden",
        command: "az acr network-rule list --name contoso`",
    },
    { text: resolving(ACR, `unexpected status from HEAD request to ${ACR_URL}: 403 Forbidden`), cause: "forbidden" },
    {
        text: resolving(
            "contoso.azurecr.us/api:1",
            "unexpected status from HEAD request to https://contoso.azurecr.us/v2/api/manifests/1: 403 Forbidden",
        ),
        cause: "forbidden",
        command: "--name contoso`",
    },
    {
        text: "denied: client with IP '20.61.7.9' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.",
        cause: "forbidden",
    },
    {
        text: `Error response from daemon: error from registry: authentication required, visit https://aka.ms/acr/authorization for more information. CorrelationId: 9788c9dc-17f9-4718-b7c3-10da8669d899`,
        cause: "unauthorized",
    },
    {
        text: resolving(
            GHCR,
            `failed to authorize: failed to fetch anonymous token: unexpected status from GET request to ${GHCR_TOKEN}: 403 Forbidden`,
        ),
        cause: "noCredential",
        command: "read:packages",
    },
    {
        text: resolving(
            GHCR,
            `failed to authorize: failed to fetch oauth token: unexpected status from GET request to ${GHCR_TOKEN}: 403 Forbidden`,
        ),
        cause: "tokenRefused",
        command: "read:packages",
    },
    {
        text: resolving(
            GHCR,
            "unexpected status from HEAD request to https://ghcr.io/v2/acme/app/manifests/1: 403 Forbidden",
        ),
        cause: "unauthorized",
        command: "read:packages",
    },
    {
        text: `Error response from daemon: Head "https://ghcr.io/v2/acme/app/manifests/1": denied: denied`,
        cause: "unauthorized",
        role: "registry",
    },
    {
        text: `Error response from daemon: Head "https://ghcr.io/v2/acme/app/manifests/1": unauthorized`,
        cause: "unauthorized",
    },
    { text: `Error response from daemon: error from registry: denied denied`, cause: "unauthorized" },
    {
        text: resolving(
            GAR,
            "failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://europe-west3-docker.pkg.dev/v2/token?scope=repository%3Aacme-prod%2Fml%2Fapp%3Apull: 403 Forbidden",
        ),
        cause: "tokenRefused",
        command: "artifactregistry.reader",
    },
    {
        text: `Error response from daemon: Head "https://europe-west2-docker.pkg.dev/v2/p/ml/app/manifests/4": denied: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/p/locations/europe-west2/repositories/ml" (or it may not exist)`,
        cause: "unauthorized",
        command: "artifactregistry.reader",
    },
    {
        text: resolving(
            GAR,
            "unexpected status from HEAD request to https://europe-west3-docker.pkg.dev/v2/acme-prod/ml/app/manifests/4: 403 Forbidden",
        ),
        cause: "unauthorized",
        command: "artifactregistry.reader",
    },
    {
        text: `Error response from daemon: unauthorized: You don't have the needed permissions to perform this operation, and you may have invalid credentials. To authenticate your request, follow the steps in: https://cloud.google.com/container-registry/docs/advanced-authentication`,
        cause: "unauthorized",
    },
    {
        text: resolving(
            ECR,
            `pulling from host 123456789012.dkr.ecr.eu-west-1.amazonaws.com failed with status code [manifests 1]: 403 Forbidden`,
        ),
        cause: "unauthorized",
        command: "aws ecr get-login-password --region eu-west-1",
    },
    {
        text: resolving(ECR, `unexpected status from HEAD request to ${ECR_URL}: 401 Unauthorized`),
        cause: "unauthorized",
        role: "registry",
    },
    {
        text: `Error response from daemon: pull access denied for 123456789012.dkr.ecr.us-west-2.amazonaws.com/team/lib, repository does not exist or may require 'docker login': denied: User: arn:aws:sts::123456789012:assumed-role/Node/i-1 is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:us-west-2:123456789012:repository/team/lib because no identity-based policy allows the ecr:BatchGetImage action`,
        cause: "unauthorized",
    },
    {
        text: `Error response from daemon: pull access denied for 123456789012.dkr.ecr.us-west-2.amazonaws.com/lib, repository does not exist or may require 'docker login': denied: Your authorization token has expired. Reauthenticate and try again.`,
        cause: "tokenRefused",
        command: "12 hours",
    },
    {
        text: `Error response from daemon: Get https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/app/manifests/1: no basic auth credentials`,
        cause: "noCredential",
        command: "aws ecr",
    },
    {
        text: resolving(
            "public.ecr.aws/lambda/provided:al2023",
            "unexpected status from HEAD request to https://public.ecr.aws/v2/lambda/provided/manifests/al2023: 403 Forbidden",
        ),
        cause: "unauthorized",
    },
    {
        text: resolving(
            HUB,
            "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
        ),
        cause: "unauthorized",
        command: "kubectl create secret docker-registry",
    },
    {
        text: resolving(
            HUB,
            "pull access denied, repository does not exist or may require authorization: server message: invalid_token: authorization failed",
        ),
        cause: "unauthorized",
    },
    {
        text: resolving(
            HUB,
            `failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://auth.docker.io/token?scope=repository%3Alibrary%2Fredis%3Apull&service=registry.docker.io: 401 Unauthorized`,
        ),
        cause: "tokenRefused",
        role: "tokenServer",
        command: "kubectl create secret docker-registry",
    },
    {
        text: `Error response from daemon: pull access denied for acme/private, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
        cause: "unauthorized",
    },
    {
        text: `Error response from daemon: Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password`,
        cause: "tokenRefused",
    },
    {
        text: "reading manifest 1 in docker.io/acme/private: requested access to the resource is denied",
        cause: "unauthorized",
    },
    {
        text: `initializing source docker://reg.example/app:1: Requesting bearer token: invalid status code from registry 403 (Forbidden)`,
        cause: "unauthorized",
    },
    {
        text: `initializing source docker://reg.example/app:1: unable to retrieve auth token: invalid username/password: unauthorized: authentication required`,
        cause: "unauthorized",
    },
    {
        text: 'Status 403 trying to pull repository team/app: "{\\n  \\"errors\\" : [ {\\n    \\"status\\" : 403,\\n    \\"message\\" : \\"Forbidden\\"\\n  } ]\\n}"',
        cause: "unauthorized",
    },
    {
        text: `Error response from daemon: unauthorized: unauthorized to access repository: proj/app, action: pull: unauthorized to access repository: proj/app, action: pull`,
        cause: "unauthorized",
    },
    {
        text: `Error response from daemon: Get https://registry.gitlab.com/v2/acme/app/manifests/1: denied: access forbidden`,
        cause: "unauthorized",
        command: "read_registry",
    },
    {
        text: resolving(
            "registry.gitlab.com/acme/app:1",
            "failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://gitlab.com/jwt/auth?scope=repository%3Aacme%2Fapp%3Apull&service=container_registry: 403 Forbidden",
        ),
        cause: "tokenRefused",
        command: "read_registry",
    },
    {
        text: resolving(
            "quay.io/acme/private:1",
            "unexpected status from HEAD request to https://quay.io/v2/acme/private/manifests/1: 401 UNAUTHORIZED",
        ),
        cause: "unauthorized",
        command: "robot",
    },
    {
        text: `reading manifest 1 in quay.io/acme/private: unauthorized: access to the requested resource is not authorized`,
        cause: "unauthorized",
    },
    {
        text: resolving(
            "acme.jfrog.io/docker/app:1",
            "unexpected status from HEAD request to https://acme.jfrog.io/v2/docker/app/manifests/1: 403 Forbidden",
        ),
        cause: "unauthorized",
        command: "kubectl create secret docker-registry",
    },
    {
        text: containerd(
            ACR,
            `failed to copy: httpReadSeeker: failed open: unexpected status code ${BLOB}: 403 This request is not authorized to perform this operation.`,
        ),
        cause: "storageRefused",
        role: "storage",
        command: "az acr update --name contoso --data-endpoint-enabled",
    },
    {
        text: containerd(
            ACR,
            `failed to copy: httpReadSeeker: failed open: unexpected status code ${BLOB}: 403 Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.`,
        ),
        cause: "storageRefused",
        role: "storage",
    },
    {
        text: `Error response from daemon: error pulling image configuration: error parsing HTTP 403 response body: invalid character 'ï' looking for beginning of value: "\\ufeff<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?><Error><Code>AuthorizationFailure</Code><Message>This request is not authorized to perform this operation.\\nRequestId:31d6913c</Message></Error>"`,
        cause: "storageRefused",
    },
    {
        text: containerd(
            "public.ecr.aws/docker/library/redis:latest",
            "failed to copy: httpReadSeeker: failed open: unexpected status from GET request to https://d2glxqk2uabbnd.cloudfront.net/v2/x: 403 Forbidden",
        ),
        cause: "storageRefused",
        role: "storage",
    },
];

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
