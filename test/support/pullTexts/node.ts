import { containerd, DIGEST, heading, type PullText } from "./pullText";

const IMAGE = "contoso.azurecr.io/shop/api:1.4.2";
const LAYER = `failed to extract layer ${DIGEST}`;
const WINDOWS = "hcsshim::ImportLayer failed in Win32";

export const DISK_TEXTS: readonly PullText[] = [
    {
        text: containerd(
            IMAGE,
            `${LAYER}: write /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/183/fs/app/Shop.dll: no space left on device: unknown`,
        ),
        cause: "diskFull",
        step: "unpack",
    },
    {
        text: containerd(
            IMAGE,
            "failed to copy: failed to send write: write /var/lib/containerd/io.containerd.content.v1.content/ingest/1/data: no space left on device: unknown",
        ),
        cause: "diskFull",
    },
    {
        text: containerd(
            IMAGE,
            `${LAYER}: hcsshim::ImportLayer failed in Win32: There is not enough space on the disk. (0x70): unknown`,
        ),
        cause: "diskFull",
    },
    {
        text: containerd(
            IMAGE,
            `failed to copy: write C:\\ProgramData\\containerd\\root\\io.containerd.content.v1.content\\ingest\\ab\\data: There is not enough space on the disk.: unknown`,
        ),
        cause: "diskFull",
    },
    {
        text: `writing blob: adding layer with blob "${DIGEST}": processing tar file(open /usr/lib/x.so: no space left on device): exit status 1`,
        cause: "diskFull",
    },
    {
        text: `writing blob: storing blob to file "/var/tmp/storage1/1": write /var/tmp/storage1/1: no space left on device`,
        cause: "diskFull",
    },
    {
        text: `Error response from daemon: failed to register layer: Error processing tar file(exit status 1): write /opt/model.bin: no space left on device`,
        cause: "diskFull",
    },
    {
        text: containerd(
            IMAGE,
            `${LAYER}: mkdir /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/99/fs/x: disk quota exceeded: unknown`,
        ),
        cause: "diskFull",
    },
];

export const STORE_TEXTS: readonly PullText[] = [
    {
        text: containerd(
            IMAGE,
            `failed to prepare extraction snapshot "extract-549308819-2Mnm ${DIGEST}": parent snapshot ${DIGEST} does not exist: not found`,
        ),
        cause: "nodeStore",
        step: "unpack",
        command: "kubectl drain",
    },
    {
        text: containerd(
            IMAGE,
            `failed to prepare extraction snapshot "extract-81-dJMb ${DIGEST}": failed to create snapshot: missing parent "k8s.io/4/${DIGEST}" bucket: not found`,
        ),
        cause: "nodeStore",
    },
    {
        text: containerd(
            IMAGE,
            `failed to unpack image on snapshotter overlayfs: failed to prepare extraction snapshot "extract-8-Ds ${DIGEST}": failed to stat parent: stat /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/112/fs: no such file or directory`,
        ),
        cause: "nodeStore",
    },
    {
        text: `rpc error: code = NotFound desc = failed to pull and unpack image "${IMAGE}": lease "1783120334-a1Bc": not found`,
        cause: "nodeStore",
    },
    {
        text: containerd(
            IMAGE,
            `failed to extract layer ${DIGEST}: failed to get reader from content store: content digest ${DIGEST}: not found`,
        ),
        cause: "nodeStore",
    },
    {
        text: `rpc error: code = Unknown desc = failed to pull and unpack image "${IMAGE}": unexpected end of JSON input`,
        cause: "nodeStore",
    },
    {
        text: containerd(
            IMAGE,
            "failed to copy: failed to send write: write /var/lib/containerd/io.containerd.content.v1.content/ingest/2/data: read-only file system: unknown",
        ),
        cause: "nodeStore",
    },
    {
        text: containerd(
            IMAGE,
            `${LAYER}: write /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/5/fs/a: input/output error: unknown`,
        ),
        cause: "nodeStore",
    },
    {
        text: containerd(
            IMAGE,
            `${LAYER}: mkdir /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/5: structure needs cleaning: unknown`,
        ),
        cause: "nodeStore",
    },
    {
        text: containerd(
            IMAGE,
            `failed to prepare extraction snapshot "extract-1 ${DIGEST}": failed to rename: rename /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/new-1 /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/64: file exists`,
        ),
        cause: "nodeStore",
    },
    {
        text: containerd(
            IMAGE,
            String.raw`${LAYER}: hcsshim::ProcessUtilityVMImage \\?\C:\ProgramData\containerd\root\io.containerd.snapshotter.v1.windows\snapshots\2\UtilityVM: Incorrect function.: unknown`,
        ),
        cause: "nodeStore",
    },
    {
        text: containerd(IMAGE, `${LAYER}: ${WINDOWS}: The system cannot find the path specified. (0x3): unknown`),
        cause: "nodeStore",
    },
    { text: `writing blob: adding layer with blob "${DIGEST}": layer not known`, cause: "nodeStore" },
    {
        text: `copying system image from manifest list: writing blob: storing blob to file "/var/lib/containers/storage/tmp/1": open /var/lib/containers/storage/tmp/1: read-only file system`,
        cause: "nodeStore",
    },
    {
        text: `error creating overlay mount to /var/lib/docker/overlay2/ab-init/merged: no such file or directory`,
        cause: "nodeStore",
    },
];

export const RUNTIME_TEXTS: readonly PullText[] = [
    {
        text: `rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"`,
        cause: "runtime",
        role: "socket",
        command: "kubectl drain",
    },
    { text: `rpc error: code = Unavailable desc = error reading from server: EOF`, cause: "runtime", step: "socket" },
    { text: `rpc error: code = Unavailable desc = transport is closing`, cause: "runtime" },
    {
        text: `Failed to inspect image "": rpc error: code = DeadlineExceeded desc = context deadline exceeded`,
        cause: "runtime",
    },
    {
        text: `Failed to inspect image "${IMAGE}": rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial unix /var/run/crio/crio.sock: connect: no such file or directory"`,
        cause: "runtime",
    },
    { text: `rpc error: code = Unimplemented desc = unknown service runtime.v1.ImageService`, cause: "runtime" },
    {
        text: `ImageInspectError: Failed to inspect image "${IMAGE}": rpc error: code = Unknown desc = context deadline exceeded`,
        cause: "runtime",
    },
    {
        text: `rpc error: code = ResourceExhausted desc = grpc: received message larger than max (16778012 vs. 16777216)`,
        cause: "runtime",
    },
    {
        text: `rpc error: code = Unavailable desc = connection error: desc = "transport: error while dialing: open \\\\.\\pipe\\containerd-containerd: The system cannot find the file specified."`,
        cause: "runtime",
    },
    {
        text: `Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?`,
        cause: "runtime",
    },
];

export const UNPACK_TEXTS: readonly PullText[] = [
    {
        text: containerd(
            IMAGE,
            `${LAYER}: lchown /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/9/fs/bin: operation not permitted: unknown`,
        ),
        cause: "unpackDenied",
    },
    {
        text: containerd(
            IMAGE,
            `${LAYER}: failed to mknod("/dev/null", S_IFCHR, 0x103): operation not permitted: unknown`,
        ),
        cause: "unpackDenied",
    },
    { text: containerd(IMAGE, `${LAYER}: ${WINDOWS}: Access is denied. (0x5): unknown`), cause: "unpackDenied" },
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
            IMAGE,
            `failed commit on ref "layer-${DIGEST}": "layer-${DIGEST}" failed size validation: 429 != 67108864: failed precondition`,
        ),
        cause: "corruptLayer",
    },
    {
        text: containerd(
            IMAGE,
            `failed commit on ref "layer-${DIGEST}": unexpected commit digest sha256:ab, expected ${DIGEST}: failed precondition`,
        ),
        cause: "corruptLayer",
    },
    {
        text: containerd(
            IMAGE,
            `failed commit on ref "layer-${DIGEST}": unexpected commit size 2295, expected 1069: failed precondition`,
        ),
        cause: "corruptLayer",
    },
    {
        text: containerd(
            IMAGE,
            `failed to extract layer (application/vnd.oci.image.layer.v1.tar+gzip ${DIGEST}) to overlayfs as "extract-1-a ${DIGEST}": mount callback failed on /var/lib/containerd/tmpmounts/containerd-mount1: archive/tar: invalid tar header: unknown`,
        ),
        cause: "corruptLayer",
    },
    { text: containerd(IMAGE, `${LAYER}: unexpected EOF: unknown`), cause: "corruptLayer" },
    {
        text: containerd(IMAGE, `wrong diff id "${DIGEST}" calculated on extraction "sha256:00", desc "${DIGEST}"`),
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
            IMAGE,
            `${LAYER}: mount callback failed on /var/lib/containerd/tmpmounts/containerd-mount2: gzip: invalid header: unknown`,
        ),
        cause: "corruptLayer",
    },
    {
        text: containerd(
            IMAGE,
            `${LAYER}: mount callback failed on /var/lib/containerd/tmpmounts/containerd-mount2: zstd: invalid input: magic number mismatch: unknown`,
        ),
        cause: "corruptLayer",
    },
    {
        text: containerd(
            IMAGE,
            `ref layer-${DIGEST} locked for 12.3s (since 2026-03-01 08:12:00 +0000 UTC m=+12): unavailable`,
        ),
        cause: "locked",
    },
    {
        text: containerd(
            IMAGE,
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
            IMAGE,
            "https://localhost:8578/v2/shop/api/manifests/1.4.2?ns=contoso.azurecr.io",
            "context canceled",
        ),
        cause: "mirror",
        role: "nodeMirror",
        command: "acr-mirror",
    },
    {
        text: heading(
            IMAGE,
            "http://localhost:8578/v2/shop/api/manifests/1.4.2?ns=contoso.azurecr.io",
            "dial tcp 127.0.0.1:8578: connect: connection refused",
        ),
        cause: "mirror",
        role: "nodeMirror",
    },
    {
        text: containerd(
            IMAGE,
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
        cause: "mirror",
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
