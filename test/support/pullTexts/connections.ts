import { ACR, HUB } from "../images";
import { ACR_URL, containerd, DIGEST, HUB_URL, heading, type PullText } from "./pullText";

const LAYER = `https://eus2mng1.blob.core.windows.net/abc/docker/registry/v2/blobs/sha256/3b/3b8e/data?se=2026-01-01T00%3A00%3A00Z&sig=SECRETSIG%3D&sp=r&sr=b`;

export const CONNECTION_TEXTS: readonly PullText[] = [
    {
        text: heading(ACR, ACR_URL, "dial tcp 20.50.1.4:443: i/o timeout"),
        cause: "timeout",
        role: "registry",
        command: "az aks check-acr",
    },
    { text: heading(ACR, ACR_URL, "dial tcp 10.1.0.5:443: connect: connection timed out"), cause: "timeout" },
    { text: heading(HUB, HUB_URL, "net/http: TLS handshake timeout"), cause: "timeout" },
    {
        text: heading(HUB, HUB_URL, "read tcp 10.240.0.9:40532->52.1.2.3:443: read: connection reset by peer"),
        cause: "timeout",
    },
    {
        text: `Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`,
        cause: "timeout",
        role: "registry",
    },
    {
        text: `Error response from daemon: Get "https://registry-1.docker.io/v2/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
        cause: "timeout",
    },
    { text: heading(HUB, HUB_URL, "net/http: timeout awaiting response headers"), cause: "timeout" },
    {
        text: containerd(
            HUB,
            `failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://production.cloudflare.docker.com/registry-v2/docker/registry/v2/blobs/x/data?verify=1-abc": dial tcp 104.16.1.1:443: i/o timeout`,
        ),
        cause: "timeout",
        role: "storage",
    },
    {
        text: containerd(HUB, `failed to copy: read tcp 10.0.0.4:51234->104.18.1.2:443: read: connection timed out`),
        cause: "timeout",
    },
    {
        text: containerd(HUB, "failed to copy: stream error: stream ID 19; INTERNAL_ERROR; received from peer"),
        cause: "timeout",
    },
    {
        text: containerd(
            HUB,
            'failed to copy: http2: server sent GOAWAY and closed the connection; LastStreamID=1999, ErrCode=NO_ERROR, debug=""',
        ),
        cause: "timeout",
    },
    { text: containerd(HUB, "failed to copy: unexpected EOF"), cause: "timeout" },
    {
        text: containerd(HUB, `failed to copy: httpReadSeeker: failed open: failed to do request: Get "${LAYER}": EOF`),
        cause: "timeout",
        role: "storage",
    },
    {
        text: `Error response from daemon: Get "https://contoso.azurecr.io/v2/": dial tcp 52.1.2.3:443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond.`,
        cause: "timeout",
    },
    {
        text: containerd(
            ACR,
            "failed to copy: read tcp 10.224.0.6:50112->20.150.1.1:443: wsarecv: An existing connection was forcibly closed by the remote host.",
        ),
        cause: "timeout",
    },
    {
        text: heading(ACR, ACR_URL, "dial tcp 10.1.0.5:443: connect: connection refused"),
        cause: "connectionRefused",
        role: "registry",
        command: "az network private-endpoint list",
    },
    {
        text: heading(
            "registry.internal.example:5000/app:1",
            "https://registry.internal.example:5000/v2/app/manifests/1",
            "dial tcp 10.9.0.7:5000: connect: no route to host",
        ),
        cause: "connectionRefused",
        command: "curl",
    },
    {
        text: heading(
            ACR,
            ACR_URL,
            "dial tcp 10.1.0.5:443: connectex: No connection could be made because the target machine actively refused it.",
        ),
        cause: "connectionRefused",
    },
    {
        text: heading(HUB, HUB_URL, "dial tcp [2600:1f18:2148:bc02::1]:443: connect: network is unreachable"),
        cause: "connectionRefused",
    },
    {
        text: heading(HUB, HUB_URL, "dial tcp [2600:1f18:2148:bc02::1]:443: connect: cannot assign requested address"),
        cause: "nodeNetwork",
    },
    {
        text: heading(HUB, HUB_URL, "dial tcp 44.205.64.79:443: connect: operation not permitted"),
        cause: "nodeNetwork",
    },
    { text: heading(HUB, HUB_URL, "dial tcp 44.205.64.79:443: connect: permission denied"), cause: "nodeNetwork" },
    { text: heading(HUB, HUB_URL, "dial tcp 44.205.64.79:443: socket: too many open files"), cause: "nodeNetwork" },
    {
        text: containerd(
            ACR,
            `failed to copy: httpReadSeeker: failed open: failed to do request: Get "${LAYER}": context canceled`,
        ),
        cause: "stalled",
    },
    {
        text: `rpc error: code = Canceled desc = failed to pull and unpack image "${ACR}": failed to resolve reference "${ACR}": failed to do request: Head "${ACR_URL}": context canceled`,
        cause: "stalled",
    },
    { text: containerd(ACR, `failed to extract layer ${DIGEST}: context canceled: unknown`), cause: "stalled" },
    { text: `rpc error: code = Unknown desc = context deadline exceeded`, cause: "timeout" },
];
