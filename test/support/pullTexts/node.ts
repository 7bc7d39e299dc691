import { ACR } from "../images";
import { containerd, DIGEST, type PullText } from "./pullText";

const LAYER = `failed to extract layer ${DIGEST}`;
const WINDOWS = "hcsshim::ImportLayer failed in Win32";

export const DISK_TEXTS: readonly PullText[] = [
    {
        text: containerd(
            ACR,
            `${LAYER}: write /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/183/fs/app/Shop.dll: no space left on device: unknown`,
        ),
        cause: "diskFull",
        step: "unpack",
    },
    {
        text: containerd(
            ACR,
            "failed to copy: failed to send write: write /var/lib/containerd/io.containerd.content.v1.content/ingest/1/data: no space left on device: unknown",
        ),
        cause: "diskFull",
    },
    {
        text: containerd(
            ACR,
            `${LAYER}: hcsshim::ImportLayer failed in Win32: There is not enough space on the disk. (0x70): unknown`,
        ),
        cause: "diskFull",
    },
    {
        text: containerd(
            ACR,
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
            ACR,
            `${LAYER}: mkdir /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/99/fs/x: disk quota exceeded: unknown`,
        ),
        cause: "diskFull",
    },
];

export const STORE_TEXTS: readonly PullText[] = [
    {
        text: containerd(
            ACR,
            `failed to prepare extraction snapshot "extract-549308819-2Mnm ${DIGEST}": parent snapshot ${DIGEST} does not exist: not found`,
        ),
        cause: "nodeStore",
        step: "unpack",
        command: "kubectl drain",
    },
    {
        text: containerd(
            ACR,
            `failed to prepare extraction snapshot "extract-81-dJMb ${DIGEST}": failed to create snapshot: missing parent "k8s.io/4/${DIGEST}" bucket: not found`,
        ),
        cause: "nodeStore",
    },
    {
        text: containerd(
            ACR,
            `failed to unpack image on snapshotter overlayfs: failed to prepare extraction snapshot "extract-8-Ds ${DIGEST}": failed to stat parent: stat /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/112/fs: no such file or directory`,
        ),
        cause: "nodeStore",
    },
    {
        text: `rpc error: code = NotFound desc = failed to pull and unpack image "${ACR}": lease "1783120334-a1Bc": not found`,
        cause: "nodeStore",
    },
    {
        text: containerd(
            ACR,
            `failed to extract layer ${DIGEST}: failed to get reader from content store: content digest ${DIGEST}: not found`,
        ),
        cause: "nodeStore",
    },
    {
        text: `rpc error: code = Unknown desc = failed to pull and unpack image "${ACR}": unexpected end of JSON input`,
        cause: "nodeStore",
    },
    {
        text: containerd(
            ACR,
            "failed to copy: failed to send write: write /var/lib/containerd/io.containerd.content.v1.content/ingest/2/data: read-only file system: unknown",
        ),
        cause: "nodeStore",
    },
    {
        text: containerd(
            ACR,
            `${LAYER}: write /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/5/fs/a: input/output error: unknown`,
        ),
        cause: "nodeStore",
    },
    {
        text: containerd(
            ACR,
            `${LAYER}: mkdir /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/5: structure needs cleaning: unknown`,
        ),
        cause: "nodeStore",
    },
    {
        text: containerd(
            ACR,
            `failed to prepare extraction snapshot "extract-1 ${DIGEST}": failed to rename: rename /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/new-1 /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/64: file exists`,
        ),
        cause: "nodeStore",
    },
    {
        text: containerd(
            ACR,
            String.raw`${LAYER}: hcsshim::ProcessUtilityVMImage \\?\C:\ProgramData\containerd\root\io.containerd.snapshotter.v1.windows\snapshots\2\UtilityVM: Incorrect function.: unknown`,
        ),
        cause: "nodeStore",
    },
    {
        text: containerd(ACR, `${LAYER}: ${WINDOWS}: The system cannot find the path specified. (0x3): unknown`),
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
        text: `Failed to inspect image "${ACR}": rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial unix /var/run/crio/crio.sock: connect: no such file or directory"`,
        cause: "runtime",
    },
    { text: `rpc error: code = Unimplemented desc = unknown service runtime.v1.ImageService`, cause: "runtime" },
    {
        text: `ImageInspectError: Failed to inspect image "${ACR}": rpc error: code = Unknown desc = context deadline exceeded`,
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
