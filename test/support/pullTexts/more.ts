// Further wordings of the same causes, so that none is known by one text alone.
import type { CauseName } from "../../../model/pulls/causes";
import type { PullText } from "./pullText";

const TEXTS: Readonly<Partial<Record<CauseName, readonly string[]>>> = {
    proxy: [
        `failed to do request: Head "https://ghcr.io/v2/a/b/manifests/1": proxyconnect tcp: net/http: TLS handshake timeout`,
        `failed to do request: Head "https://ghcr.io/v2/a/b/manifests/1": proxyconnect tcp: x509: certificate signed by unknown authority`,
        `failed to do request: Head "https://registry-1.docker.io/v2/a/manifests/1": Request Entity Too Large`,
        `failed to do request: Head "https://registry-1.docker.io/v2/a/manifests/1": Gateway Timeout`,
        `failed to do request: Head "https://registry-1.docker.io/v2/a/manifests/1": Tunnel Connection Failed`,
        `Error response from daemon: Get "https://registry-1.docker.io/v2/": Proxy Authentication Required ( Forefront TMG requires authorization to fulfill the request. Access to the Web Proxy filter is denied. )`,
        `failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.docker.io/token?scope=x: 407 authenticationrequired`,
        `failed to resolve reference "docker.io/a:1": unexpected status from HEAD request to https://registry-1.docker.io/v2/a/manifests/1: 403 Forbidden - Server message: <html><head><title>Blocked by Zscaler`,
        `failed to authorize: failed to fetch anonymous token: Get "https://auth.docker.io/token?scope=x": Forbidden`,
        `initializing source docker://docker.io/library/nginx:1: pinging container registry registry-1.docker.io: Get "https://registry-1.docker.io/v2/": Forbidden`,
        `Error parsing image configuration: Get "https://cdn03.quay.io/sha256/ab?X-Amz-Signature=zzz": Service Unavailable`,
        `failed to authorize: failed to fetch oauth token: Post "https://contoso.azurecr.io/oauth2/token": proxyconnect tcp: dial tcp 10.1.1.1:8080: connect: no route to host`,
    ],
    dns: [
        `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "mcr.microsoft.com/oss/kubernetes/pause:3.6": failed to pull image "mcr.microsoft.com/oss/kubernetes/pause:3.6": failed to pull and unpack image "mcr.microsoft.com/oss/kubernetes/pause:3.6": failed to resolve reference "mcr.microsoft.com/oss/kubernetes/pause:3.6": failed to do request: Head "https://mcr.microsoft.com/v2/oss/kubernetes/pause/manifests/3.6": dial tcp: lookup mcr.microsoft.com on 10.0.0.10:53: server misbehaving`,
        `failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://x.blob.core.windows.net/a": dial tcp: lookup x.blob.core.windows.net: no such host`,
    ],
    runtime: [
        `rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix:///run/containerd/containerd.sock: timeout"`,
        `rpc error: code = DeadlineExceeded desc = stream terminated by RST_STREAM with error code: CANCEL`,
        `failed to pull image: rpc error: code = Internal desc = stream terminated by RST_STREAM with error code: PROTOCOL_ERROR`,
    ],
    nodeStore: [
        `ImageInspectError: Failed to inspect image "x/y:1": rpc error: code = Unknown desc = Error response from daemon: stat /var/lib/docker/overlay2/abc: no such file or directory`,
        `failed to pull and unpack image "x/y:1": failed to extract layer sha256:aa: failed to get reader from content store: blob sha256:bb expected at /var/lib/containerd/io.containerd.content.v1.content/blobs/sha256/bb: blob not found: not found`,
        `failed to pull and unpack image "x/y:1": unable to initialize unpacker: snapshotter overlayfs was not found`,
        `failed to pull and unpack image "x/y:1": failed to unpack image on snapshotter overlayfs: snapshot sha256:abc does not exist: not found`,
        `failed to pull and unpack image "x/y:1": failed to extract layer sha256:aa: failed to mount /var/lib/containerd/tmpmounts/containerd-mount1: mount source: "overlay", target: "/x", fstype: overlay, flags: 0, data: "upperdir=/var/lib", err: invalid argument`,
        `failed to register layer: symlink ../b92c/diff /docker/overlay2/l/FNSB: no such file or directory`,
        `Error response from daemon: readlink /var/lib/docker/overlay2/l: invalid argument`,
        `failed to pull and unpack image "x/y:1": failed to copy: open /var/lib/containerd/io.containerd.content.v1.content/ingest/ab/data: no such file or directory`,
        `failed to pull and unpack image "x/y:1": write /var/lib/containerd/io.containerd.metadata.v1.bolt/meta.db: read-only file system`,
        `failed to create image reference "x/y:1": update image store: database read-only`,
        `failed to pull and unpack image: failed to commit snapshot extract-1: sync /var/lib/containerd/x: input/output error: unknown`,
        `writing blob: adding layer with blob "sha256:aa": creating overlay mount to /var/lib/containers/storage/overlay/aa/merged: using mount program: unknown argument`,
        `copying system image from manifest list: reading storage metadata: open /var/lib/containers/storage/overlay-layers/layers.lock: read-only file system`,
        `failed to extract layer sha256:aa: hcsshim::ImportLayer failed in Win32: The process cannot access the file because it is being used by another process. (0x20): unknown`,
        `failed to extract layer sha256:aa: hcsshim::PrepareLayer failed in Win32: The system cannot find the file specified. (0x2): unknown`,
    ],
    unpackDenied: [
        String.raw`failed to extract layer sha256:aa: hcsshim::ImportLayer failed in Win32: Access is denied. (0x5) layerId=\\?\C:\ProgramData\x flavour=1: unknown`,
    ],
    diskFull: [
        `failed to copy: failed to open writer: failed to create ingest dir: mkdir /var/lib/containerd/io.containerd.content.v1.content/ingest/aa: no space left on device`,
        `writing blob: storing blob to file "/var/tmp/container_images_storage1/1": write /var/tmp/x/1: disk quota exceeded`,
        String.raw`failed to extract layer sha256:aa: CreateFile C:\ProgramData\containerd\x: There is not enough space on the disk.: unknown`,
    ],
    unsupportedImage: [
        `failed to pull and unpack image "x/y:1": failed to unmarshal manifest: invalid media type application/vnd.docker.distribution.manifest.v1+prettyjws`,
        `failed to pull and unpack image "x/y:1": failed to convert manifest: schema1 not supported`,
        `failed to pull and unpack image "oci/chart:1": failed to extract layer sha256:aa: failed to apply: unsupported media type application/vnd.cncf.helm.chart.content.v1.tar+gzip`,
        `initializing image from source docker://x/y:1: unsupported schema version 1`,
        `Error response from daemon: [DEPRECATION NOTICE] Docker Image Format v1 and Docker Image manifest version 2, schema 1 support is disabled by default and will be removed in an upcoming release. Suggest the author of docker.io/x/y:1 to upgrade the image to the OCI Format or Docker Image manifest v2, schema 2.`,
        `failed to pull and unpack image "x/y:1": failed to extract layer sha256:aa: failed to get stream processor for application/vnd.oci.image.layer.v1.tar+zstd: no processor for media-type: unknown`,
        `failed to pull and unpack image "x/y:1": unpack: failed to extract layer sha256:aa: lstat /data/snapshots/10382/fs/root/.gem/x: not a directory: unknown`,
        `failed to pull and unpack image "x/y:1": failed to decrypt layer: missing private key needed for decryption`,
        `parsing image configuration: unsupported image-specific operation on artifact with type "application/vnd.unknown.config.v1+json"`,
    ],
    shortName: [
        `rpc error: code = Unknown desc = short-name resolution enforced but cannot prompt without a TTY`,
        `rpc error: code = Unknown desc = cannot find unqualified image nginx: no registries configured: normalize image: short-name "nginx:1" did not resolve to an alias and no containers-registries.conf(5) was found`,
    ],
    signature: [
        `Source image rejected: None of the signatures were accepted, reasons: signature key "x" not found; Invalid GPG signature`,
        `Source image rejected: Signature for identity quay.io/a/b is not accepted`,
        `image verifier bindir blocked pull of quay.io/a:1 with digest sha256:aa for reason: verifier cosign rejected image (exit code 1): no matching signatures`,
        `SignatureValidationFailed: failed to validate image: Source image rejected: A signature was required, but no signature exists`,
    ],
    noCredential: [
        `Error response from daemon: Head "https://ghcr.io/v2/a/b/manifests/1": no basic auth credentials`,
        `failed to resolve reference "ghcr.io/a/b:1": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aa%2Fb%3Apull&service=ghcr.io: 401 Unauthorized`,
        `reading manifest latest in europe-docker.pkg.dev/p/r/i: denied: Unauthenticated request. Unauthenticated requests do not have permission "artifactregistry.repositories.downloadArtifacts" on resource "projects/p/locations/europe/repositories/r" (or it may not exist)`,
    ],
    unauthorized: [
        `reading manifest 1 in ghcr.io/a/b: denied`,
        `failed to resolve reference "gcr.io/p/i:1": pulling from host gcr.io failed with status code [manifests 1]: 403 Forbidden`,
        `initializing source docker://registry.redhat.io/ubi9:1: unable to retrieve auth token: invalid username/password: unauthorized: Please login to the Red Hat Registry using your Customer Portal credentials. Further instructions can be found here: https://access.redhat.com/RegistryAuthentication`,
        `reading manifest sha256:aa in image-registry.openshift-image-registry.svc:5000/ns/app: authentication required`,
        `Error response from daemon: Head "https://registry.gitlab.com/v2/a/b/manifests/1": denied: access forbidden`,
        `failed to resolve reference "quay.io/a/b:1": unexpected status from HEAD request to https://quay.io/v2/a/b/manifests/1: 401 UNAUTHORIZED`,
        `reading manifest 1 in docker.io/library/a: errors: denied: requested access to the resource is denied unauthorized: authentication required`,
    ],
    tokenRefused: [
        `failed to resolve reference "1.dkr.ecr.us-east-1.amazonaws.com/x:1": pulling from host 1.dkr.ecr.us-east-1.amazonaws.com failed with status code [manifests 1]: 400 Bad Request`,
        `failed to resolve reference "gitlab.example:5050/a/b:1": failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://gitlab.example/jwt/auth?scope=x: 403 Forbidden`,
        `failed to resolve reference "docker.io/a/b:1": failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://auth.docker.io/token: 401 Unauthorized`,
    ],
    storageRefused: [
        `failed to copy: httpReadSeeker: failed open: unexpected status code https://x.blob.core.windows.net/a/data?sig=x: 409 Public access is not permitted on this storage account.`,
        `failed to copy: httpReadSeeker: failed open: unexpected status code https://prod-eu-starport-layer-bucket.s3.eu-west-1.amazonaws.com/a?X-Amz-Signature=x: 403 Forbidden`,
        String.raw`error pulling image configuration: download failed after attempts=1: error parsing HTTP 403 response body: invalid character '<' looking for beginning of value: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message>`,
        `failed to copy: httpReadSeeker: failed open: unexpected status code https://x.blob.core.windows.net/a/data?sig=x: 403 AuthenticationFailed`,
    ],
    nodeDns: [
        `failed to do request: Head "https://quay.io/v2/a/manifests/1": dial tcp: lookup quay.io on 127.0.0.1:53: read udp 127.0.0.1:5->127.0.0.1:53: read: connection refused`,
    ],
    mirror: [
        `failed to resolve reference "docker.io/library/nginx:1": unexpected status from HEAD request to http://localhost:5000/v2/library/nginx/manifests/1?ns=docker.io: 404 Not Found`,
        `failed to resolve reference "contoso.azurecr.io/a:1": failed to do request: Head "http://localhost:8578/v2/a/manifests/1?ns=contoso.azurecr.io": EOF`,
        `failed to pull and unpack image: failed to copy: httpReadSeeker: failed open: failed to do request: Get "http://10.0.0.12:30020/v2/library/nginx/blobs/sha256:aa?ns=docker.io": dial tcp 10.0.0.12:30020: connect: connection refused`,
        `failed to resolve reference "ghcr.io/a/b:1": unexpected status from HEAD request to http://127.0.0.1:29999/v2/a/b/manifests/1?ns=ghcr.io: 500 Internal Server Error`,
        `Error: failed to create containerd container: failed to attach and mount for snapshot 33: failed to attach device /dev/sdb, overlaybd-tcmu: failed to enable target`,
        `failed to create containerd container: mount callback failed: fuse: nydusd exited`,
    ],
    rateLimited: [
        `failed to resolve reference "docker.io/a:1": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.docker.io/token?x: 429 Too Many Requests`,
        `initializing source docker://docker.io/a:1: reading manifest 1 in docker.io/library/a: toomanyrequests: You have reached your pull rate limit`,
        `failed to copy: httpReadSeeker: failed open: unexpected status code https://mcr.microsoft.com/v2/a/blobs/sha256:aa: 429 Too Many Requests`,
        `TOOMANYREQUESTS: rate limited, see https://aka.ms/acr/ratelimit`,
    ],
    cacheRule: [
        `failed to resolve reference "harbor.example/proxy/a:1": unexpected status from HEAD request to https://harbor.example/v2/proxy/a/manifests/1: 412 Precondition Failed`,
        `failed to resolve reference "nexus.example/a:1": unexpected status from HEAD request to https://nexus.example/v2/a/manifests/1: 422 Unprocessable Entity`,
        `unknown: failed to fetch upstream manifest: unauthorized`,
        `unexpected status code https://1.dkr.ecr.us-east-1.amazonaws.com/v2/docker-hub/library/nginx/manifests/1: 424 Failed Dependency - Server message: UpstreamException: unable to pull from upstream registry`,
        `Error response from daemon: unknown: The pull through cache rule's upstream registry credentials are not valid`,
    ],
    certificateName: [
        `x509: certificate is valid for ingress.local, not registry.example`,
        `tls: failed to verify certificate: x509: cannot validate certificate for 10.0.0.7 because it doesn't contain any IP SANs`,
        `tls: failed to verify certificate: x509: certificate is not valid for any names, but wanted to match reg`,
    ],
    plainHttp: [
        `Get "https://10.0.0.1:5000/v2/": http: server gave HTTP response to HTTPS client`,
        String.raw`failed to do request: Head "http://reg.example:443/v2/a/manifests/1": net/http: HTTP/1.x transport connection broken: malformed HTTP response "\x15\x03\x01"`,
        `unexpected status from HEAD request to http://reg.example/v2/a/manifests/1: 400 Bad Request - Client sent an HTTP request to an HTTPS server.`,
    ],
    tls: [`failed to do request: Head "https://reg/v2/a": remote error: tls: unrecognized name`],
    timeout: [
        `failed to do request: Head "https://reg/v2/a": write tcp 10.0.0.4:1->20.0.0.1:443: write: broken pipe`,
        `failed to copy: read tcp 10.0.0.4:1->20.0.0.1:443: use of closed network connection`,
        `Get "https://registry-1.docker.io/v2/": net/http: request canceled (Client.Timeout exceeded while awaiting headers)`,
        `net/http: request canceled while waiting for connection`,
    ],
    stalled: [`rpc error: code = Canceled desc = context canceled`, `pull image progress deadline exceeded`],
    notFound: [
        `Error response from daemon: unknown blob`,
        `failed to resolve reference "reg.example/a:1": unexpected status from HEAD request to https://reg/v2/a/manifests/1: 404 Not Found`,
        `Error response from daemon: error parsing HTTP 404 response body: invalid character 'F' looking for beginning of value: "File not found."`,
        `reading manifest 1 in quay.io/a/b: name unknown: repository not found`,
        `Error: No such image: a/b:1`,
    ],
    wrongAnswer: [
        `pinging container registry reg.example: invalid status code from registry 404 (Not Found)`,
        `failed to resolve reference "reg.example/a:1": failed to decode manifest: invalid character '<' looking for beginning of value`,
        `failed to resolve reference "reg.example/a:1": could not resolve: unexpected content type text/html; charset=utf-8`,
        `failed to authorize: failed to fetch anonymous token: authorization server did not include a token in the response`,
    ],
    invalidName: [
        `Failed to apply default image tag "a:b:c": couldn't parse image name "a:b:c": invalid reference format`,
    ],
    serverError: [
        `received unexpected HTTP status: 503 Service Unavailable`,
        `failed to resolve reference "a/b:1": unexpected status from HEAD request to https://a/v2/b/manifests/1: 520`,
        `RegistryUnavailable: pull image err: initializing source docker://q.io/a: reading manifest 1 in q.io/a: received unexpected HTTP status: 502 Bad Gateway`,
    ],
    nodeNetwork: [
        `failed to do request: Head "https://reg/v2/a": dial tcp 1.2.3.4:443: bind: address already in use`,
        `failed to do request: Head "https://reg/v2/a": dial tcp 1.2.3.4:443: connectex: An attempt was made to access a socket in a way forbidden by its access permissions.`,
    ],
    locked: [
        `failed to pull and unpack image "a/b:1": failed to copy: writer: ref layer-sha256:aa locked for 1m2s (since x): unavailable`,
    ],
};

export const MORE_TEXTS: readonly PullText[] = Object.entries(TEXTS).flatMap(([cause, texts]) =>
    texts.map((text) => ({ text, cause: cause as CauseName })),
);
