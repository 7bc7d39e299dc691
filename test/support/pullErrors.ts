// Texts that kubelets from 1.25 to 1.36 gave for pulls that failed, with containerd 1.6 to 2.2 (and CRI-O where marked).
import type { CauseName } from "../../model/pulls/causes";

export const IMAGE = "acr1.azurecr.io/zoneapi@sha256:0f3a5f6d7b1c2e4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f";

const pull = `failed to pull and unpack image "${IMAGE}"`;
const resolve = `${pull}: failed to resolve reference "${IMAGE}"`;
const copy = `${pull}: failed to copy: httpReadSeeker: failed open`;
const manifests = "https://acr1.azurecr.io/v2/zoneapi/manifests/1.4.2";
const request = `failed to do request: Head "${manifests}"`;
const blob = "sha256:9c1b6dd6c1e6be9fdd2b1987783824670d3b0dd7ae8ad6f57dc3cea5739ac71e";
const token = "https://acr1.azurecr.io/oauth2/token?scope=repository%3Azoneapi%3Apull&service=acr1.azurecr.io";

export const PULL_ERRORS = {
    wrongPlatform: [
        // An image volume: without the name of the image.
        `rpc error: code = NotFound desc = get image config descriptor: no match for platform in manifest ${blob}: not found`,
        `rpc error: code = NotFound desc = ${pull}: no match for platform in manifest ${blob}: not found`,
        `rpc error: code = NotFound desc = ${pull}: no match for platform in manifest: not found`,
        "no matching manifest for linux/arm64/v8 in the manifest list entries",
        // CRI-O
        'choosing image instance: no image found in manifest list for architecture arm64, variant "v8", OS linux',
    ],
    rateLimited: [
        `rpc error: code = Unknown desc = ${copy}: unexpected status code https://registry-1.docker.io/v2/library/nginx/manifests/${blob}: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit`,
        `${resolve}: unexpected status from HEAD request to ${manifests}: 429 Too Many Requests`,
        `${copy}: unexpected status code ${manifests}: 429`,
    ],
    pullRate: ["pull QPS exceeded"],
    diskFull: [
        `rpc error: code = Unknown desc = ${pull}: failed to extract layer ${blob}: write /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/183/fs/app/ZoneApi.dll: no space left on device: unknown`,
        `${pull}: failed to copy: failed to send write: write /var/lib/containerd/io.containerd.content.v1.content/ingest/47/data: no space left on device: unknown`,
        `${pull}: failed to prepare extraction snapshot "extract-123 ${blob}": write /var/lib/containerd/metadata.db: no space left on device`,
    ],
    stalled: [
        `rpc error: code = Canceled desc = ${pull}: context canceled`,
        `${copy}: failed to do request: Get "https://acr1.westeurope.data.azurecr.io/f1/?sig=x": context canceled`,
        `${pull}: failed to extract layer ${blob}: context canceled: unknown`,
    ],
    certificate: [
        `rpc error: code = Unknown desc = ${resolve}: ${request}: x509: certificate signed by unknown authority`,
    ],
    certificateName: [
        `${resolve}: ${request}: tls: failed to verify certificate: x509: certificate is valid for *.azurewebsites.net, not acr1.azurecr.io`,
    ],
    tls: [`${resolve}: ${request}: remote error: tls: handshake failure`],
    plainHttp: [`${resolve}: ${request}: http: server gave HTTP response to HTTPS client`],
    wrongAnswer: [
        `${resolve}: unable to fetch descriptor (${blob}) which reports content size of zero: invalid argument`,
        `${pull}: failed to resolve image: failed to do request: Head "${manifests}": stopped after 10 redirects`,
    ],
    dns: [
        `rpc error: code = Unknown desc = ${resolve}: ${request}: dial tcp: lookup acr1.azurecr.io on 168.63.129.16:53: no such host`,
        `${resolve}: ${request}: dial tcp: lookup acr1.azurecr.io on 10.0.0.10:53: server misbehaving`,
        `${resolve}: ${request}: dial tcp: lookup acr1.azurecr.io on 127.0.0.53:53: read udp 127.0.0.1:41000->127.0.0.53:53: i/o timeout`,
        `${resolve}: ${request}: dial tcp: lookup acr1.azurecr.io: Temporary failure in name resolution`,
    ],
    timeout: [
        `rpc error: code = Unknown desc = ${resolve}: ${request}: dial tcp 20.50.1.4:443: i/o timeout`,
        `${resolve}: ${request}: dial tcp 10.1.0.5:443: connect: connection timed out`,
        `${resolve}: failed to authorize: failed to fetch oauth token: Post "${token}": dial tcp 20.50.1.4:443: i/o timeout`,
        `rpc error: code = DeadlineExceeded desc = ${pull}: context deadline exceeded`,
        `${resolve}: ${request}: net/http: TLS handshake timeout`,
        `${pull}: failed to copy: read tcp 10.240.0.4:51234->20.50.1.4:443: read: connection reset by peer`,
        `${copy}: failed to do request: Get "https://acr1.westeurope.data.azurecr.io/f1": EOF`,
        `${pull}: failed to copy: unexpected EOF`,
        `${pull}: failed to copy: short read: expected 67108864 bytes but got 15733621: unexpected EOF`,
    ],
    connectionRefused: [
        `rpc error: code = Unknown desc = ${resolve}: ${request}: dial tcp 10.1.0.5:443: connect: connection refused`,
        `${resolve}: ${request}: dial tcp 10.1.0.5:443: connect: no route to host`,
        `${resolve}: ${request}: dial tcp [2603:1020::4]:443: connect: network is unreachable`,
    ],
    serverError: [
        `rpc error: code = Unknown desc = ${resolve}: unexpected status from HEAD request to ${manifests}: 503 Service Unavailable`,
        `${copy}: unexpected status code https://acr1.azurecr.io/v2/zoneapi/blobs/${blob}: 500 Internal Server Error - Server message: unknown`,
        `${resolve}: failed to authorize: failed to fetch oauth token: unexpected status from POST request to ${token}: 502 Bad Gateway`,
        "RegistryUnavailable: image pull failed because the registry is unavailable",
    ],
    forbidden: [
        `rpc error: code = Unknown desc = ${resolve}: unexpected status from HEAD request to ${manifests}: 403 Forbidden`,
        `rpc error: code = Unknown desc = ${resolve}: failed to authorize: failed to fetch oauth token: unexpected status: 403 Forbidden`,
        `${resolve}: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to ${token}: 403 Forbidden`,
        "denied: client with IP '20.61.7.9' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.",
    ],
    tokenRefused: [
        `rpc error: code = Unknown desc = ${resolve}: failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized`,
        `${resolve}: failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://acr1.azurecr.io/oauth2/token: 401 Unauthorized`,
        `${resolve}: failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://acr1.azurecr.io/oauth2/token: 400 Bad Request`,
    ],
    noCredential: [
        `rpc error: code = Unknown desc = ${resolve}: failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized`,
        `${resolve}: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to ${token}: 401 Unauthorized`,
        `${resolve}: pulling from host 123.dkr.ecr.eu-west-1.amazonaws.com failed with status code [manifests 1]: no basic auth credentials`,
    ],
    unauthorized: [
        `rpc error: code = Unknown desc = ${resolve}: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
        `${resolve}: unexpected status from HEAD request to ${manifests}: 401 Unauthorized`,
        // CRI-O
        "reading manifest 1.4.2 in acr1.azurecr.io/zoneapi: unauthorized: authentication required",
        "denied: requested access to the resource is denied",
    ],
    corruptLayer: [
        `rpc error: code = FailedPrecondition desc = ${pull}: failed commit on ref "layer-${blob}": "layer-${blob}" failed size validation: 429 != 67108864: failed precondition`,
        `${pull}: failed commit on ref "layer-${blob}": unexpected commit digest sha256:aa, expected ${blob}: failed precondition`,
        `${pull}: failed to extract layer ${blob}: mount callback failed on /var/lib/containerd/tmpmounts/containerd-mount1: archive/tar: invalid tar header: unknown`,
        `${pull}: failed to extract layer ${blob}: unexpected EOF: unknown`,
        `${pull}: apply layer error for "${IMAGE}": failed to extract layer (application/vnd.oci.image.layer.v1.tar+gzip ${blob}) to overlayfs as "extract-1": wrong diff id calculated on extraction "sha256:aa"`,
    ],
    nodeStore: [`${pull}: content digest ${blob}: not found`],
    signature: [
        `SignatureValidationFailed: image pull failed for ${IMAGE} because the signature validation failed: Source image rejected: A signature was required, but no signature exists`,
        "SignatureValidationFailed: signature not found",
    ],
    invalidName: [
        'InvalidImageName: Failed to apply default image tag "acr1.azurecr.io/ZoneApi:1": couldn\'t parse image name "acr1.azurecr.io/ZoneApi:1": invalid reference format: repository name (ZoneApi) must be lowercase',
        'couldn\'t parse image reference "zone api": invalid reference format',
        "InvalidImageName",
    ],
    neverPull: [
        `ErrImageNeverPull: Container image "${IMAGE}" is not present with pull policy of Never`,
        `Container image "${IMAGE}" is not present with pull policy of Never`,
    ],
    notFound: [
        `rpc error: code = NotFound desc = ${resolve}: ${IMAGE}: not found`,
        `${resolve}: acr1.azurecr.io/zoneapi:1.4.3: not found`,
        // CRI-O
        "reading manifest 1.4.3 in acr1.azurecr.io/zoneapi: manifest unknown: manifest tagged by 1.4.3 is not found",
        "MANIFEST_UNKNOWN: manifest unknown",
        "NAME_UNKNOWN: repository name not known to registry",
        `${copy}: unexpected status code https://acr1.azurecr.io/v2/zoneapi/blobs/${blob}: 404 Not Found`,
    ],
} as const satisfies Partial<Record<CauseName, readonly string[]>>;
