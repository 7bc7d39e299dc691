import { ECR, GAR, GHCR, HUB } from "../images";
import { type PullText, resolving } from "./pullText";

const GHCR_TOKEN = "https://ghcr.io/token?scope=repository%3Aacme%2Fapp%3Apull&service=ghcr.io";
const ECR_URL = "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/app/manifests/1";

/** Other registries. */
export const ACCESS_TEXTS: readonly PullText[] = [
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
];
