// More failed pulls as people reported them in public: each names its report.

import { containerd, DIGEST } from "../../pullTexts/pullText";
import { type DiagnosisCase, type ExpectedStatus, pullCase } from "../case";
import { resolving } from "./texts";

type Said = Pick<ExpectedStatus, "says" | "never">;

function report(what: string, image: string, error: string, cause: ExpectedStatus["cause"], said: Said = {}) {
    return pullCase(what, error, { cause, never: [/\baz acr\b/], ...said }, { image });
}

const OPENSHIFT = "image-registry.openshift-image-registry.svc:5000/stage/graph:latest";
const SERVICE = "docker-registry.core.svc.cluster.local:5000/app:1";
const SERVER_CORE = "registry.example/windows/app:1";
const KUBERNETES = "registry.k8s.io/conformance:v1.35.2";
const HUB = "docker.io/acme/chat:latest";

export const MORE_REPORTED_PULLS: readonly DiagnosisCase[] = [
    // thoth-station/thoth-application#2054
    report(
        "OpenShift's own registry, from which the namespace may not pull",
        OPENSHIFT,
        "rpc error: code = Unknown desc = Error reading manifest latest in image-registry.openshift-image-registry.svc:5000/stage/graph: unauthorized: authentication required",
        "unauthorized",
        { says: ["system:image-puller system:serviceaccounts:shop --namespace=stage"], never: [/docker login/] },
    ),
    // Azure/ARO-RP#199
    report(
        "an image stream of OpenShift whose source refuses",
        OPENSHIFT,
        `rpc error: code = Unknown desc = Error reading manifest latest in image-registry.openshift-image-registry.svc:5000/stage/graph: unknown: unable to pull manifest from quay.io/acme/graph@${DIGEST}: unauthorized: access to the requested resource is not authorized`,
        "cacheRule",
        { says: ["oc import-image <stream> -n stage"] },
    ),
    // cgwalters/cve-2020-14386#2
    report(
        "a token server that is to be asked for no scope",
        "registry.example/coreos/app:1",
        resolving("registry.example/coreos/app:1", "no scope specified for token auth challenge"),
        "noCredential",
    ),
    // moby/moby#43685
    report(
        "a Windows node that cannot begin to unpack",
        SERVER_CORE,
        "rpc error: code = Unknown desc = failed to register layer: re-exec error: exit status 3221225794: output:",
        "nodeStore",
    ),
    // kubernetes/kubernetes#28826
    report(
        "a layer whose place is taken, with Docker",
        "registry.example/dns:1",
        "image pull failed for registry.example/dns:1, this may be because there are no credentials on this request. details: (Error pulling image (1) from registry.example/dns, failed to register layer: rename /var/lib/docker/image/overlay/layerdb/tmp/layer-7148 /var/lib/docker/image/overlay/layerdb/sha256/be0a: directory not empty)",
        "nodeStore",
    ),
    // kubernetes/registry.k8s.io#333
    report(
        "storage that does not accept a download that is taken up again",
        KUBERNETES,
        'rpc error: code = Unknown desc = unable to pull image or OCI artifact: pull image err: copying system image from manifest list: writing blob: storing blob to file "/var/tmp/container_images_storage42/4": happened during read: unexpected EOF (after reconnecting, fetching blob: StatusCode: 400, "<?xml version=\\"1.0\\" encoding=\\"UTF-8\\"?>\\n<Error><Cod..."); artifact err: image reference: reference is a container image, not an OCI artifact',
        "storageRefused",
    ),
    // ChatGPTNextWeb/NextChat#1028
    report(
        "a runtime from before OCI's images",
        HUB,
        "Error response from daemon: manifest unknown: OCI index found, but accept header does not support OCI indexes",
        "unsupportedImage",
        { says: ["too old", "oci-mediatypes=false"] },
    ),
    // tektoncd/pipeline#2739
    report(
        "a registry named as a Service of the cluster",
        SERVICE,
        "rpc error: code = Unknown desc = Error response from daemon: Get https://docker-registry.core.svc.cluster.local:5000/v2/: dial tcp: lookup docker-registry.core.svc.cluster.local on 10.0.2.3:53: no such host",
        "dns",
        { says: ["Nodes do not use the cluster's own DNS"], never: [/nslookup/] },
    ),
    // rpardini/docker-registry-proxy#136
    report(
        "a proxy of Docker that has no way to the registry",
        "registry.k8s.io/ingress-nginx/certgen:v1.1.1",
        'rpc error: code = Unknown desc = Error response from daemon: Get "https://registry.k8s.io/v2/": Bad Gateway',
        "proxy",
    ),
    // k3s-io/k3s#10388
    report(
        "the mirror that k3s has on each node, which fails",
        "docker.io/acme/app:1.0.0",
        resolving(
            "docker.io/acme/app:1.0.0",
            "unexpected status from HEAD request to https://127.0.0.1:6443/v2/acme/app/manifests/1.0.0?ns=docker.io: 500 Internal Server Error",
        ),
        "mirror",
        { says: ["certs.d/docker.io/hosts.toml"] },
    ),
    // rancher/rke2#6211
    report(
        "a layer's signed address that is not reached",
        "docker.io/rancher/cloud:v1.29",
        containerd(
            "docker.io/rancher/cloud:v1.29",
            'failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://production.cloudflare.docker.com/registry-v2/docker/registry/v2/blobs/sha256/35/3525/data?verify=1718615355-vEDAKVRFQ06XHuqcUi2lTw41%2FjI%3D": dial tcp 108.160.169.46:443: i/o timeout',
        ),
        "timeout",
        { never: [/vEDAKV/] },
    ),
    // rancher-sandbox/rancher-desktop#305
    report(
        "a token server whose certificate the node does not trust",
        "docker.io/moby/buildkit:v0.8.3",
        resolving(
            "docker.io/moby/buildkit:v0.8.3",
            'failed to authorize: failed to fetch anonymous token: Get "https://auth.docker.io/token?scope=repository%3Amoby%2Fbuildkit%3Apull&service=registry.docker.io": x509: certificate signed by unknown authority',
        ),
        "certificate",
    ),
    // hashicorp/nomad#2154
    report(
        "a gateway's page of a registry that is down",
        "registry.example:5000/main/app:0.1",
        'Error: Status 502 trying to pull repository main/app: "<html>\\r\\n<head><title>502 Bad Gateway</title></head>\\r\\n<body bgcolor=\\"white\\">\\r\\n<center><h1>502 Bad Gateway</h1></center>\\r\\n<hr><center>nginx/1.10.1</center>\\r\\n</body>\\r\\n</html>\\r\\n"',
        "serverError",
    ),
];
