// Pulls that fail at a proxy or because of the image, in the words of who says it.

import { ACR, HUB } from "../images";
import { containerd, DIGEST, resolving, unanswered } from "../pullTexts/pullText";
import { type DiagnosisCase, pullCase } from "./case";

const FIREWALL = /firewall|network-rule/;

export const PROXIES: readonly DiagnosisCase[] = [
    pullCase(
        "a proxy that does not run",
        unanswered(HUB, "proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused"),
        { cause: "proxy", says: ["--http-proxy-config"], never: ["private-endpoint"] },
        { image: HUB },
    ),
    pullCase(
        "a proxy whose name is unknown",
        unanswered(ACR, "proxyconnect tcp: dial tcp: lookup proxy.example on 10.0.0.10:53: no such host"),
        { cause: "proxy", never: ["privatelink"] },
        { image: ACR },
    ),
    pullCase(
        "a proxy that wants a password",
        unanswered(ACR, "Proxy Authentication Required"),
        { cause: "proxy", never: ["AcrPull"] },
        { image: ACR },
    ),
    pullCase(
        "a page instead of a token",
        resolving(
            ACR,
            "failed to authorize: failed to fetch anonymous token: invalid character '<' looking for beginning of value",
        ),
        { cause: "proxy", never: ["attach-acr"] },
        { image: ACR },
    ),
    pullCase(
        "a page of a proxy for CRI-O",
        'initializing source docker://quay.io/acme/app:1: reading manifest 1 in quay.io/acme/app: StatusCode: 403, "<html>..."',
        { cause: "proxy", never: [FIREWALL] },
        { image: "quay.io/acme/app:1" },
    ),
];

export const IMAGES: readonly DiagnosisCase[] = [
    pullCase(
        "an image of schema 1",
        containerd(ACR, "Pulling Schema 1 images have been deprecated and disabled by default since containerd v2.0."),
        { cause: "unsupportedImage", says: ["docker buildx"] },
        { image: ACR },
    ),
    pullCase(
        "a manifest of a type that containerd 2.1 does not read",
        resolving(
            ACR,
            'media type "application/vnd.docker.distribution.manifest.v1+prettyjws" is no longer supported since containerd v2.1, please rebuild the image as "application/vnd.docker.distribution.manifest.v2+json"',
        ),
        { cause: "unsupportedImage" },
        { image: ACR },
    ),
    pullCase(
        "an image whose parts do not fit",
        containerd(ACR, "mismatched image rootfs and manifest layers"),
        { cause: "unsupportedImage" },
        { image: ACR },
    ),
    pullCase(
        "a layer that is not an archive",
        containerd(ACR, `failed to extract layer ${DIGEST}: no processor for media-type: unknown`),
        { cause: "unsupportedImage", never: ["downloads it again"] },
        { image: ACR },
    ),
    {
        what: "a short name on CRI-O",
        pods: [
            {
                name: "web-a",
                minutes: 9,
                containers: [
                    {
                        image: "a:1",
                        state: {
                            reason: "ImageInspectError",
                            message:
                                'Failed to inspect image "": rpc error: code = Unknown desc = short name mode is enforcing, but image name a:1 returns ambiguous list',
                        },
                    },
                ],
            },
        ],
        events: [
            {
                reason: "InspectFailed",
                message:
                    'Failed to inspect image "": rpc error: code = Unknown desc = short name mode is enforcing, but image name a:1 returns ambiguous list',
                minutes: [9, 1],
                count: 40,
            },
        ],
        status: { code: 1, cause: "shortName", image: "a:1", says: ["docker.io/"] },
    },
    pullCase(
        "a short name that no registry has",
        'short-name "a:1" did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"',
        { cause: "shortName" },
        { image: "a:1" },
    ),
    pullCase(
        "an image that is not signed",
        "SignatureValidationFailed: image pull failed because the signature validation failed: Source image rejected: A signature was required, but no signature exists",
        { cause: "signature" },
        { image: ACR },
    ),
];
