// Pulls that failed on the node, as people reported them in public: each names its report.

import { containerd } from "../../pullTexts/pullText";
import { type DiagnosisCase, pullCase } from "../case";

const IMAGE = "registry.example/shop/api:1.2";
const LAYER = "sha256:1021ef88c7974bfff89c5a0ec4fd3160daac6c48a075f74cff721f85dd104e68";
const DRAIN = "kubectl drain n1";

function ofNode(what: string, error: string, cause: DiagnosisCase["status"]["cause"], says: string[] = []) {
    return pullCase(what, error, { cause, node: "n1", says, never: [/image-delivery tags|az acr/] }, { image: IMAGE });
}

export const REPORTED_NODES: readonly DiagnosisCase[] = [
    // prometheus/pushgateway#278
    ofNode(
        "a layer that is gone from the node before it is unpacked",
        containerd(IMAGE, `failed to unpack image on snapshotter overlayfs: content digest ${LAYER}: not found`),
        "nodeStore",
        [DRAIN],
    ),
    // cri-o/cri-o#1784
    ofNode(
        "a layer of CRI-O that cannot be mounted",
        `Error committing the finished image: error reading layer "5f70bf18a086" for blob "${LAYER}": error creating overlay mount to /mnt/containers/graphroot/overlay/5f70bf18a086/merged: no such file or directory`,
        "nodeStore",
        [DRAIN],
    ),
    // cri-o/cri-o#5793
    ofNode(
        "a layer of CRI-O whose folder is gone",
        `writing blob: adding layer with blob "${LAYER}": Error processing tar file(exit status 1): open /var/lib/containers/storage/overlay/l/FNSB: input/output error`,
        "nodeStore",
        [DRAIN],
    ),
    // microsoft/hcsshim#2294
    ofNode(
        "a Windows node that cannot process a utility machine",
        containerd(
            IMAGE,
            `failed to extract layer ${LAYER}: hcsshim::ProcessUtilityVMImage \\\\?\\C:\\ProgramData\\containerd\\root\\io.containerd.snapshotter.v1.windows\\snapshots\\2\\UtilityVM: Incorrect function.: unknown`,
        ),
        "nodeStore",
        [DRAIN],
    ),
    // eksctl-io/eksctl#5118
    ofNode(
        "a Windows node on which another process holds a file",
        containerd(
            IMAGE,
            `failed to extract layer ${LAYER}: hcsshim::ImportLayer failed in Win32: The process cannot access the file because it is being used by another process. (0x20): unknown`,
        ),
        "nodeStore",
        [DRAIN],
    ),
    // Azure/ACS#88
    ofNode(
        "a Windows node that may not remove a file",
        "failed to register layer: re-exec error: exit status 1: output: remove \\\\?\\C:\\ProgramData\\docker\\windowsfilter\\eecc\\UtilityVM\\Files\\Windows\\System32\\diagtrack.dll: Access is denied.",
        "unpackDenied",
    ),
    // aws/containers-roadmap#1302
    ofNode(
        "a manifest that is another than its digest says",
        containerd(
            IMAGE,
            `failed commit on ref "manifest-${LAYER}": commit failed: unexpected commit digest sha256:${"ab".repeat(32)}, expected ${LAYER} failed precondition`,
        ),
        "corruptLayer",
    ),
    // ansible/awx-operator#498
    ofNode(
        "a download of CRI-O that breaks off",
        'rpc error: code = Unknown desc = Error writing blob: error storing blob to file "/var/tmp/storage419932491/8": error happened during read: unexpected EOF',
        "timeout",
    ),
    // podman-container-tools/podman#24715
    ofNode(
        "a download of CRI-O that breaks off twice",
        'writing blob: storing blob to file "/var/tmp/container_images_storage2182552442/3": happened during read: unexpected EOF (after reconnecting, server did not process a Range: header, status 200)',
        "timeout",
    ),
    // containerd/containerd#12802
    ofNode("a download that stands still, by containerd 2.2", containerd(IMAGE, "context canceled"), "stalled"),
    // dragonflyoss/nydus#48
    ofNode(
        "a snapshotter for streaming that does not know its snapshot",
        containerd(
            IMAGE,
            `failed to prepare extraction snapshot "extract-262457039-f1jQ ${LAYER}": failed to find image ref of snapshot 25, labels map[containerd.io/snapshot.ref:${LAYER} containerd.io/snapshot/nydus-bootstrap:true]: unknown`,
        ),
        "mirror",
        [DRAIN],
    ),
    // containerd/containerd#11606
    ofNode(
        "a runtime without a platform to unpack for",
        containerd(IMAGE, "unable to initialize unpacker: no unpack platforms defined: invalid argument"),
        "nodeStore",
        [DRAIN],
    ),
];
