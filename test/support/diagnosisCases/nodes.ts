// Pulls that fail on the node, in the words of who says it.

import { ACR, HUB } from "../images";
import { containerd, DIGEST, unanswered } from "../pullTexts/pullText";
import { type DiagnosisCase, pullCase } from "./case";

const FIREWALL = /firewall|network-rule/;
const OF_AZURE = /`az acr|`az aks/;

const NODE_STORE = { cause: "nodeStore", says: ["kubectl drain n1"], never: ["push"] } as const;
const RUNTIME = { cause: "runtime", says: ["kubectl drain n1"], never: [OF_AZURE] } as const;

const NOT_STREAMED =
    "failed to create containerd container: failed to attach and mount for snapshot 218: failed to enable target for /sys/kernel/config/target/core/user_999999999/dev_218, failed:failed to open remote file as tar file /https://contoso.azurecr.io/v2/shop/api/blobs/sha256:f16c: No such file or directory: unknown";

export const NODES: readonly DiagnosisCase[] = [
    pullCase(
        "a snapshot that is gone",
        containerd(
            ACR,
            `failed to prepare extraction snapshot "extract-1-a ${DIGEST}": parent snapshot ${DIGEST} does not exist: not found`,
        ),
        NODE_STORE,
        { image: ACR },
    ),
    pullCase(
        "a bucket that is gone",
        containerd(
            ACR,
            `failed to prepare extraction snapshot "extract-1-a ${DIGEST}": failed to create snapshot: missing parent "k8s.io/4/${DIGEST}" bucket: not found`,
        ),
        NODE_STORE,
        { image: ACR },
    ),
    pullCase("a lease that is gone", containerd(ACR, 'lease "1-a": not found'), NODE_STORE, { image: ACR }),
    pullCase("a file that is cut short", containerd(ACR, "unexpected end of JSON input"), NODE_STORE, { image: ACR }),
    pullCase(
        "a disk that is read-only",
        containerd(
            ACR,
            "failed to copy: failed to send write: write /var/lib/containerd/x/data: read-only file system: unknown",
        ),
        NODE_STORE,
        { image: ACR },
    ),
    pullCase(
        "a disk that fails",
        containerd(ACR, `failed to extract layer ${DIGEST}: write /var/lib/containerd/x: input/output error: unknown`),
        NODE_STORE,
        { image: ACR },
    ),
    pullCase(
        "a runtime that does not run",
        'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"',
        RUNTIME,
        { image: ACR },
    ),
    pullCase(
        "a runtime that went away",
        "rpc error: code = Unavailable desc = error reading from server: EOF",
        RUNTIME,
        { image: ACR },
    ),
    {
        what: "a runtime that does not answer an inspection",
        pods: [
            {
                name: "web-a",
                minutes: 9,
                containers: [
                    {
                        image: ACR,
                        state: {
                            reason: "ImageInspectError",
                            message:
                                'Failed to inspect image "": rpc error: code = DeadlineExceeded desc = context deadline exceeded',
                        },
                    },
                ],
            },
        ],
        status: { code: 1, image: ACR, ...RUNTIME },
    },
    pullCase(
        "a Windows node without space",
        containerd(
            ACR,
            `failed to extract layer ${DIGEST}: hcsshim::ImportLayer failed in Win32: There is not enough space on the disk. (0x70): unknown`,
        ),
        { cause: "diskFull", says: ["kubectl describe node n1"] },
        { image: ACR },
    ),
    pullCase(
        "a node that may not unpack",
        containerd(
            ACR,
            `failed to extract layer ${DIGEST}: lchown /var/lib/containerd/x/bin: operation not permitted: unknown`,
        ),
        { cause: "unpackDenied", never: ["downloads it again"] },
        { image: ACR },
    ),
    pullCase(
        "artifact streaming that does not answer",
        unanswered(ACR, "dial tcp 127.0.0.1:8578: connect: connection refused").replace(
            "https://contoso.azurecr.io",
            "http://localhost:8578",
        ),
        { cause: "mirror", says: ["acr-mirror"], never: [FIREWALL, "private-endpoint"] },
        { image: ACR },
    ),
    {
        what: "a streamed image that cannot be mounted",
        pods: [
            {
                name: "web-a",
                minutes: 9,
                containers: [{ image: ACR, state: { reason: "CreateContainerError", message: NOT_STREAMED } }],
            },
        ],
        events: [
            {
                type: "Normal",
                reason: "Pulled",
                message: `Successfully pulled image "${ACR}" in 2.1s (2.1s including waiting). Image size: 650000000 bytes.`,
                minutes: [9, 9],
            },
            { reason: "Failed", message: `Error: ${NOT_STREAMED}`, minutes: [9, 1], count: 30 },
        ],
        status: {
            code: 1,
            cause: "mirror",
            image: ACR,
            node: "n1",
            says: ["acr-mirror"],
            never: ["Correct what the text names"],
        },
        // The image counts as pulled, which is all that a gate waits for.
        gate: false,
    },
    pullCase(
        "a mirror on the node that refuses",
        containerd(
            HUB,
            "failed to copy: httpReadSeeker: failed open: unexpected status code http://127.0.0.1:30020/v2/library/redis/blobs/x?ns=docker.io: 403 Forbidden",
        ),
        { cause: "mirror", says: ["hosts.toml"], never: [FIREWALL] },
        { image: HUB },
    ),
    pullCase(
        "a resolver on the node that does not run",
        unanswered(
            ACR,
            "dial tcp: lookup contoso.azurecr.io on 127.0.0.53:53: read udp 127.0.0.1:1->127.0.0.53:53: read: connection refused",
        ),
        { cause: "nodeDns", never: ["privatelink"] },
        { image: ACR },
    ),
];
