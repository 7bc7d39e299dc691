// Failed pulls as people reported them in public: each names its report.

import { containerd } from "../../pullTexts/pullText";
import { type DiagnosisCase, pullCase } from "../case";
import { BLOB, resolving } from "./texts";

const AZURE = [/\baz (?:acr|aks)\b/];

/** `image`, what the runtime says of it, the cause, and what is to be said. */
function report(
    what: string,
    image: string,
    error: string,
    cause: DiagnosisCase["status"]["cause"],
    says: readonly (string | RegExp)[] = [],
    never: readonly (string | RegExp)[] = AZURE,
): DiagnosisCase {
    return pullCase(what, error, { cause, says, never }, { image });
}

const JFROG = "acme.jfrog.io/docker/ml-scribe:pr-6940";
const GITLAB = "registry.gitlab.com/acme/shop:latest";
const OWN_GITLAB = "river.example.com/arf/snappy:2.38";
const HARBOR = "registry.apps.example/hub/library/busybox:latest";
const QUAY = "quay.io/oauth2-proxy/oauth2-proxy:v7.15.1";
const GOOGLE = "europe-west1-docker.pkg.dev/foo/ar/python:3.9-slim";

export const REPORTED_REGISTRIES: readonly DiagnosisCase[] = [
    // jfrog/jfrog-credentials-provider#41
    report(
        "a credential provider of JFrog that gives nothing",
        JFROG,
        resolving(
            JFROG,
            "failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://acme.jfrog.io/artifactory/api/docker/docker/v2/token?scope=repository%3Aml-scribe%3Apull&service=acme.jfrog.io: 401 ",
        ),
        "noCredential",
        ['"acme.jfrog.io":{"username":"<user>"'],
    ),
    // jfrog/nexus2artifactory#72
    report(
        "a page in place of JFrog's answer",
        JFROG,
        "Error response from daemon: error parsing HTTP 403 response body: invalid character '<' looking for beginning of value: \"<html>\\r\\n<head><title>403 Forbidden</title></head>\\r\\n<body>\\r\\n<center><h1>403 Forbidden</h1></center>\\r\\n<hr><center>nginx</center>\\r\\n</body>\\r\\n</html>\\r\\n\"",
        "proxy",
        [],
        [],
    ),
    // canonical/microk8s#4754
    report(
        "a token of GitLab without the right to read",
        GITLAB,
        resolving(
            GITLAB,
            "failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://gitlab.com/jwt/auth?scope=repository%3Aacme%2Fshop%3Apull&service=container_registry: 403 Forbidden",
        ),
        "tokenRefused",
        ["read_registry", '"registry.gitlab.com":{"username":"<token-name>"'],
    ),
    // siderolabs/talos#10274
    report(
        "a GitLab of one's own, without a credential",
        OWN_GITLAB,
        resolving(
            OWN_GITLAB,
            "failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://mara.example.com/jwt/auth?scope=repository%3Aarf%2Fsnappy%3Apull&service=container_registry: 403 Forbidden",
        ),
        "noCredential",
        ['"river.example.com":{"username":"<user>"'],
    ),
    // getwud/wud#600
    report(
        "GitLab's denial by Docker",
        GITLAB,
        'Error response from daemon: Head "https://registry.gitlab.com/v2/acme/shop/manifests/latest": denied: access forbidden',
        "unauthorized",
        ["read_registry"],
    ),
    // goharbor/harbor#18292
    report(
        "a project of Harbor without the image",
        HARBOR,
        "initializing source docker://registry.apps.example/hub/library/busybox:latest: reading manifest latest in registry.apps.example/hub/library/busybox: unknown: repository hub/library/busybox not found",
        "notFound",
    ),
    // goharbor/harbor#19067
    report(
        "an artifact that Harbor does not have",
        HARBOR,
        `Error response from daemon: unknown: artifact hub/library/busybox@${BLOB} not found`,
        "notFound",
    ),
    // goharbor/harbor#14588
    report(
        "Harbor that fails",
        HARBOR,
        "Error response from daemon: received unexpected HTTP status: 500 Internal Server Error",
        "serverError",
    ),
    // ciiiii/cloudflare-docker-proxy#98
    report(
        "a mirror that does not understand the request for a layer",
        "docker.io/library/nginx:latest",
        containerd(
            "docker.io/library/nginx:latest",
            `failed to copy: httpReadSeeker: failed open: unexpected status code https://docker.mirror.example/v2/library/nginx/blobs/${BLOB}?ns=docker.io: 400 Bad Request`,
        ),
        "mirror",
        [],
        [],
    ),
    // billimek/k8s-gitops#4349
    report(
        "a mirror on the nodes that was removed",
        "registry.k8s.io/ingress-nginx/controller:v1.12.1",
        resolving(
            "registry.k8s.io/ingress-nginx/controller:v1.12.1",
            'failed to do request: Head "http://10.10.0.31:29999/v2/ingress-nginx/controller/manifests/v1.12.1?ns=registry.k8s.io": dial tcp 10.10.0.31:29999: connect: connection refused',
        ),
        "mirror",
        [],
        [],
    ),
    // oauth2-proxy/oauth2-proxy#3395
    report(
        "Quay that fails on layers",
        QUAY,
        containerd(
            QUAY,
            `failed to copy: httpReadSeeker: failed open: unexpected status code https://quay.io/v2/oauth2-proxy/oauth2-proxy/blobs/${BLOB}: 502 Bad Gateway`,
        ),
        "serverError",
        ["status.quay.io"],
    ),
    // kubeedge/kubeedge#5936
    report(
        "a repository of Quay that is not public",
        QUAY,
        "reading manifest v7.15.1 in quay.io/oauth2-proxy/oauth2-proxy: unauthorized: access to the requested resource is not authorized",
        "unauthorized",
        ["robot account"],
    ),
    // docker/login-action#606
    report(
        "Google's registry without a credential",
        GOOGLE,
        resolving(GOOGLE, "failed to authorize: failed to fetch anonymous token: unexpected status: 403 Forbidden"),
        "noCredential",
        ["gcloud artifacts repositories"],
    ),
    // googlecodelabs/monolith-to-microservices#59
    report(
        "Google's old registry without the permission",
        "gcr.io/maloney/monolith:1.0.0",
        resolving(
            "gcr.io/maloney/monolith:1.0.0",
            "pulling from host gcr.io failed with status code [manifests 1.0.0]: 403 Forbidden",
        ),
        "unauthorized",
        ["gcloud artifacts repositories"],
    ),
    // kubernetes/registry.k8s.io#273
    report(
        "a country to which Kubernetes' registry does not serve",
        "registry.k8s.io/sig-storage/csi-provisioner:v4.0.0",
        'Error response from daemon: Head "https://europe-west3-docker.pkg.dev/v2/k8s-artifacts-prod/images/sig-storage/csi-provisioner/manifests/v4.0.0": Forbidden',
        "unauthorized",
        ["block by country"],
        [...AZURE, /gcloud|imagePullSecret/],
    ),
    // crossplane/crossplane#3023
    report(
        "Google's permission that names itself",
        GOOGLE,
        'GET https://europe-west1-docker.pkg.dev/v2/token?scope=repository%3Afoo&service=europe-west1-docker.pkg.dev: DENIED: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/foo/locations/europe/repositories/ar" (or it may not exist)',
        "unauthorized",
        ["roles/artifactregistry.reader"],
    ),
];
