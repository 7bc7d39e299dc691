import { ACR } from "../images";
import { containerd, DIGEST, heading, type PullText } from "./pullText";

const LAYER = `failed to extract layer ${DIGEST}`;
const WINDOWS = "hcsshim::ImportLayer failed in Win32";

export const UNPACK_TEXTS: readonly PullText[] = [
    {
        text: containerd(
            ACR,
            `${LAYER}: lchown /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/9/fs/bin: operation not permitted: unknown`,
        ),
        cause: "unpackDenied",
    },
    {
        text: containerd(
            ACR,
            `${LAYER}: failed to mknod("/dev/null", S_IFCHR, 0x103): operation not permitted: unknown`,
        ),
        cause: "unpackDenied",
    },
    { text: containerd(ACR, `${LAYER}: ${WINDOWS}: Access is denied. (0x5): unknown`), cause: "unpackDenied" },
    {
        text: `writing blob: adding layer with blob "${DIGEST}": processing tar file(potentially insufficient UIDs or GIDs available in user namespace (requested 0:42 for /etc/gshadow): Check /etc/subuid and /etc/subgid: lchown /etc/gshadow: invalid argument): exit status 1`,
        cause: "unpackDenied",
    },
    {
        text: `Error response from daemon: failed to register layer: ApplyLayer exit status 1 stdout: stderr: permission denied`,
        cause: "unpackDenied",
    },
    {
        text: containerd(
            ACR,
            `failed commit on ref "layer-${DIGEST}": "layer-${DIGEST}" failed size validation: 429 != 67108864: failed precondition`,
        ),
        cause: "corruptLayer",
    },
    {
        text: containerd(
            ACR,
            `failed commit on ref "layer-${DIGEST}": unexpected commit digest sha256:ab, expected ${DIGEST}: failed precondition`,
        ),
        cause: "corruptLayer",
    },
    {
        text: containerd(
            ACR,
            `failed commit on ref "layer-${DIGEST}": unexpected commit size 2295, expected 1069: failed precondition`,
        ),
        cause: "corruptLayer",
    },
    {
        text: containerd(
            ACR,
            `failed to extract layer (application/vnd.oci.image.layer.v1.tar+gzip ${DIGEST}) to overlayfs as "extract-1-a ${DIGEST}": mount callback failed on /var/lib/containerd/tmpmounts/containerd-mount1: archive/tar: invalid tar header: unknown`,
        ),
        cause: "corruptLayer",
    },
    { text: containerd(ACR, `${LAYER}: unexpected EOF: unknown`), cause: "corruptLayer" },
    {
        text: containerd(ACR, `wrong diff id "${DIGEST}" calculated on extraction "sha256:00", desc "${DIGEST}"`),
        cause: "corruptLayer",
    },
    {
        text: `Error response from daemon: filesystem layer verification failed for digest ${DIGEST}`,
        cause: "corruptLayer",
    },
    {
        text: `writing blob: storing blob to file "/var/tmp/storage1/1": happened during read: Digest did not match, expected ${DIGEST}, got sha256:00`,
        cause: "corruptLayer",
    },
    {
        text: containerd(
            ACR,
            `${LAYER}: mount callback failed on /var/lib/containerd/tmpmounts/containerd-mount2: gzip: invalid header: unknown`,
        ),
        cause: "corruptLayer",
    },
    {
        text: containerd(
            ACR,
            `${LAYER}: mount callback failed on /var/lib/containerd/tmpmounts/containerd-mount2: zstd: invalid input: magic number mismatch: unknown`,
        ),
        cause: "corruptLayer",
    },
    {
        text: containerd(
            ACR,
            `ref layer-${DIGEST} locked for 12.3s (since 2026-03-01 08:12:00 +0000 UTC m=+12): unavailable`,
        ),
        cause: "locked",
    },
    {
        text: containerd(
            ACR,
            `locking ref k8s.io/2/layer-${DIGEST} failed: ref k8s.io/2/layer-${DIGEST} locked: unavailable`,
        ),
        cause: "locked",
    },
    { text: "pull QPS exceeded", cause: "pullRate" },
    { text: `ErrImagePull: pull QPS exceeded`, cause: "pullRate" },
];

export const MIRROR_TEXTS: readonly PullText[] = [
    {
        text: heading(
            ACR,
            "https://localhost:8578/v2/shop/api/manifests/1.4.2?ns=contoso.azurecr.io",
            "context canceled",
        ),
        cause: "mirror",
        role: "nodeMirror",
        command: "acr-mirror",
    },
    {
        text: heading(
            ACR,
            "http://localhost:8578/v2/shop/api/manifests/1.4.2?ns=contoso.azurecr.io",
            "dial tcp 127.0.0.1:8578: connect: connection refused",
        ),
        cause: "mirror",
        role: "nodeMirror",
    },
    {
        text: containerd(
            ACR,
            "failed to copy: httpReadSeeker: failed open: unexpected status code http://localhost:8578/v2/shop/api/blobs/x?ns=contoso.azurecr.io: 403 Forbidden",
        ),
        cause: "mirror",
        role: "nodeMirror",
    },
    {
        text: containerd(
            "docker.io/library/nginx:1",
            "failed to copy: httpReadSeeker: failed open: unexpected status code http://127.0.0.1:30020/v2/library/nginx/blobs/x?ns=docker.io: 500 Internal Server Error",
        ),
        cause: "mirror",
        role: "nodeMirror",
    },
    {
        text: containerd(
            "docker.io/library/nginx:1",
            `failed to copy: httpReadSeeker: failed open: failed to do request: Get "http://127.0.0.1:30021/v2/library/nginx/blobs/x?ns=docker.io": dial tcp 127.0.0.1:30021: connect: connection refused`,
        ),
        cause: "mirror",
    },
    {
        text: `failed to create containerd container: failed to attach and mount for snapshot 218: failed to enable target for /sys/kernel/config/target/core/user_999999999/dev_218, failed:failed to open remote file as tar file /https://contoso.azurecr.io/v2/x/blobs/sha256:f16ce562: No such file or directory: unknown`,
        cause: "mirror",
        step: "stream",
    },
    {
        text: containerd(
            "docker.io/library/nginx:1",
            "failed to copy: httpReadSeeker: failed open: unexpected status code https://mirror.corp.example/v2/library/nginx/blobs/x?ns=docker.io: 400 Bad Request",
        ),
        cause: "mirror",
        role: "mirror",
    },
    {
        text: heading(
            "localhost:5000/app:dev",
            "http://localhost:5000/v2/app/manifests/dev",
            "dial tcp 127.0.0.1:5000: connect: connection refused",
        ),
        cause: "connectionRefused",
        command: "docker push",
    },
    {
        text: heading(
            "localhost:32000/app:dev",
            "https://localhost:32000/v2/app/manifests/dev",
            "http: server gave HTTP response to HTTPS client",
        ),
        cause: "plainHttp",
    },
];
