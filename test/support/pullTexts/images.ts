import { ACR } from "../images";
import { containerd, DIGEST, type PullText, resolving } from "./pullText";

export const IMAGE_TEXTS: readonly PullText[] = [
    {
        text: `rpc error: code = NotFound desc = failed to pull and unpack image "${ACR}": no match for platform in manifest: not found`,
        cause: "wrongPlatform",
        command: "docker buildx build",
    },
    { text: containerd(ACR, `no match for platform in manifest ${DIGEST}: not found`), cause: "wrongPlatform" },
    {
        text: "Error response from daemon: no matching manifest for linux/arm64/v8 in the manifest list entries",
        cause: "wrongPlatform",
    },
    {
        text: "Error response from daemon: no matching manifest for windows/amd64 10.0.17763 in the manifest list entries",
        cause: "wrongPlatform",
    },
    {
        text: 'choosing an image from manifest list docker://quay.io/acme/app:1: no image found in image index for architecture "arm64", variant "v8", OS "linux"',
        cause: "wrongPlatform",
    },
    { text: "a Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host", cause: "wrongPlatform" },
    {
        text: `Error response from daemon: image operating system "linux" cannot be used on this platform: operating system is not supported`,
        cause: "wrongPlatform",
    },
    {
        text: containerd(ACR, "snapshotter windows does not support platform linux/amd64 for image sha256:ab"),
        cause: "wrongPlatform",
    },
    {
        text: containerd(
            "k8s.gcr.io/app:1",
            "Pulling Schema 1 images have been deprecated and disabled by default since containerd v2.0. As a workaround you may set an environment variable `CONTAINERD_ENABLE_DEPRECATED_PULL_SCHEMA_1_IMAGE=1`, but this will be completely removed in containerd v2.1.",
        ),
        cause: "unsupportedImage",
        command: "docker buildx imagetools create",
    },
    {
        text: resolving(
            ACR,
            `not implemented: media type "application/vnd.docker.distribution.manifest.v1+prettyjws" is no longer supported since containerd v2.1, please rebuild the image as "application/vnd.docker.distribution.manifest.v2+json" or "application/vnd.oci.image.manifest.v1+json"`,
        ),
        cause: "unsupportedImage",
    },
    { text: containerd(ACR, "mismatched image rootfs and manifest layers"), cause: "unsupportedImage" },
    {
        text: containerd(
            ACR,
            `failed to extract layer ${DIGEST}: failed to get stream processor for application/vnd.in-toto+json: no processor for media-type: unknown`,
        ),
        cause: "unsupportedImage",
    },
    {
        text: containerd(
            ACR,
            `failed to extract layer (application/vnd.cncf.helm.chart.content.v1.tar+gzip ${DIGEST}): no processor for media-type`,
        ),
        cause: "unsupportedImage",
    },
    {
        text: `rpc error: code = NotFound desc = get image config descriptor: unexpected media type application/vnd.cncf.helm.config.v1+json for ${DIGEST}: not found`,
        cause: "unsupportedImage",
    },
    { text: "number of layers and diffIDs don't match: 3 != 2", cause: "unsupportedImage" },
    {
        text: `copying system image from manifest list: parsing image configuration: unsupported OCIv1 media type: "application/vnd.x"`,
        cause: "unsupportedImage",
    },
    {
        text: "docker.io/acme/old:1: schema 1 image manifests are no longer supported: not implemented",
        cause: "unsupportedImage",
    },
    {
        text: `Failed to inspect image "": rpc error: code = Unknown desc = short name mode is enforcing, but image name acme/operator:v1.2.0 returns ambiguous list`,
        cause: "shortName",
        command: "docker.io/",
    },
    { text: "short name mode is enforcing, but image name alpine:latest returns ambiguous list", cause: "shortName" },
    {
        text: `short-name "acme/app:1" did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"`,
        cause: "shortName",
    },
    { text: `short-name resolution enforced but cannot prompt without a TTY`, cause: "shortName" },
    {
        text: `InvalidImageName: Failed to apply default image tag "contoso.azurecr.io/ZoneApi:1": couldn't parse image name "contoso.azurecr.io/ZoneApi:1": invalid reference format: repository name (ZoneApi) must be lowercase`,
        cause: "invalidName",
    },
    { text: `couldn't parse image reference "x y": invalid reference format`, cause: "invalidName" },
    { text: `Container image "app:dev" is not present with pull policy of Never`, cause: "neverPull" },
    {
        text: "SignatureValidationFailed: image pull failed for quay.io/acme/app:1 because the signature validation failed: Source image rejected: A signature was required, but no signature exists",
        cause: "signature",
    },
    {
        text: "Source image rejected: Running image docker://quay.io/acme/app:1 is rejected by policy.",
        cause: "signature",
    },
    {
        text: "Source image rejected: cryptographic signature verification failed: invalid signature when validating ASN.1 encoded signature",
        cause: "signature",
    },
    {
        text: containerd(
            ACR,
            `image verifier notation blocked pull of ${ACR} with digest ${DIGEST} for reason: signature is not produced by a trusted signer`,
        ),
        cause: "signature",
    },
    {
        text: resolving(
            "harbor.corp.example/app/api:1",
            'unexpected status from HEAD request to https://harbor.corp.example/v2/app/api/manifests/1: 412 Precondition Failed - Server message: unknown: current image with "9" vulnerabilities cannot be pulled due to configured policy in \'Prevent images with vulnerability severity of "Critical" or higher from running.\' To continue with pull, please contact your project administrator for help.',
        ),
        cause: "blocked",
    },
    {
        text: "Error response from daemon: unknown: Artifact download request rejected: app/1/manifest.json was not downloaded due to the download blocking policy configured in Xray for docker-prod.",
        cause: "blocked",
    },
    {
        text: "unsupported: The operation is disallowed on this registry, repository or image. View troubleshooting steps at https://aka.ms/acr/faq/#why-does-my-pull-or-push-request-fail-with-disallowed-operation",
        cause: "blocked",
    },
];

/** The kubelet joins one error for each credential; the first that is not about credentials decides. */
export const JOINED_TEXTS: readonly PullText[] = [
    {
        text: `[rpc error: code = Unknown desc = failed to pull and unpack image "${ACR}": failed to resolve reference "${ACR}": failed to do request: Head "https://contoso.azurecr.io/v2/shop/api/manifests/1.4.2": dial tcp 10.1.0.5:443: i/o timeout, rpc error: code = Unknown desc = failed to pull and unpack image "${ACR}": failed to resolve reference "${ACR}": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://contoso.azurecr.io/oauth2/token?scope=x: 401 Unauthorized]`,
        cause: "timeout",
    },
    {
        text: `[rpc error: code = Unknown desc = Error response from daemon: manifest for contoso.azurecr.io/preprocess:latest not found: manifest unknown: manifest unknown, rpc error: code = Unknown desc = Error response from daemon: Get https://contoso.azurecr.io/v2/preprocess/manifests/latest: unauthorized: authentication required]`,
        cause: "notFound",
    },
    {
        text: `[rpc error: code = Unknown desc = Error response from daemon: Get https://contoso.azurecr.io/v2/x: unauthorized: authentication required, rpc error: code = Unknown desc = Error response from daemon: Get https://contoso.azurecr.io/v2/x: received unexpected HTTP status: 500 Internal Server Error]`,
        cause: "serverError",
    },
    {
        text: `[failed to pull and unpack image "${ACR}": failed to resolve reference "${ACR}": unexpected status from HEAD request to https://contoso.azurecr.io/v2/shop/api/manifests/1.4.2: 401 Unauthorized, failed to pull and unpack image "${ACR}": failed to resolve reference "${ACR}": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://contoso.azurecr.io/oauth2/token: 401 Unauthorized]`,
        cause: "unauthorized",
    },
    {
        text: `initializing source docker://quay.io/acme/app:1: (Mirrors also failed: [mirror.corp.example/acme/app:1: reading manifest 1 in mirror.corp.example/acme/app: unauthorized: authentication required]): quay.io/acme/app:1: pinging container registry quay.io: Get "https://quay.io/v2/": dial tcp 34.1.2.3:443: i/o timeout`,
        cause: "timeout",
    },
];
