// The pod of a test pull: it pulls one image, runs nothing of it, and carries what tells a later run that it was left behind.
import { hostname } from "node:os";
import type { V1Pod } from "@kubernetes/client-node";

export const TEST_PULL_LABELS = {
    "app.kubernetes.io/name": "test-pull",
    "app.kubernetes.io/managed-by": "image-delivery",
};
export const RUN_LABEL = "aks-image-delivery/run";
export const HOST_ANNOTATION = "aks-image-delivery/host";
export const PROCESS_ANNOTATION = "aks-image-delivery/process";

/** No path of any image. The container therefore fails to start, after its image was pulled. */
const NO_COMMAND = "/image-delivery-runs-nothing-of-this-image";

/** A user that owns nothing in any image. */
const USER = 65532;

/** Its own end comes after that of the run that waits for it. */
const DEADLINE_MARGIN_SECONDS = 60;

export interface TestPullPodOptions {
    readonly name: string;
    readonly namespace: string;
    readonly run: string;
    readonly image: string;
    /** Without it the scheduler chooses. */
    readonly node?: string;
    readonly imagePullSecret?: string;
    readonly timeoutSeconds: number;
}

/** Fit for Pod Security "restricted", and for every version of Kubernetes and every image: it needs no image volume and no shell. */
export function testPullPod(options: TestPullPodOptions): V1Pod {
    const { name, namespace, run, image, node, imagePullSecret, timeoutSeconds } = options;
    return {
        apiVersion: "v1",
        kind: "Pod",
        metadata: {
            name,
            namespace,
            labels: { ...TEST_PULL_LABELS, [RUN_LABEL]: run },
            annotations: { [HOST_ANNOTATION]: hostname(), [PROCESS_ANNOTATION]: String(process.pid) },
        },
        spec: {
            ...(node !== undefined && onNode(node)),
            ...(imagePullSecret !== undefined && { imagePullSecrets: [{ name: imagePullSecret }] }),
            restartPolicy: "Never",
            activeDeadlineSeconds: timeoutSeconds + DEADLINE_MARGIN_SECONDS,
            terminationGracePeriodSeconds: 1,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            nodeSelector: { "kubernetes.io/os": "linux" },
            securityContext: {
                runAsNonRoot: true,
                runAsUser: USER,
                runAsGroup: USER,
                seccompProfile: { type: "RuntimeDefault" },
            },
            containers: [
                {
                    name: "pull",
                    image,
                    // IfNotPresent would not even ask the registry for an image that the node has.
                    imagePullPolicy: "Always",
                    command: [NO_COMMAND],
                    resources: { requests: { cpu: "1m", memory: "8Mi" }, limits: { memory: "64Mi" } },
                    securityContext: {
                        allowPrivilegeEscalation: false,
                        capabilities: { drop: ["ALL"] },
                        readOnlyRootFilesystem: true,
                    },
                },
            ],
        },
    };
}

/** Past the scheduler: cordons, taints and full nodes do not stop a test that was requested for this very node. */
function onNode(name: string): Pick<NonNullable<V1Pod["spec"]>, "nodeName" | "tolerations"> {
    return { nodeName: name, tolerations: [{ operator: "Exists" }] };
}
