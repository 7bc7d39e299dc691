// What the tests of the hold configure and run.
import { KUBECTL_IMAGE, PAUSE_IMAGE } from "../../../../platform/kubernetes/images";
import { KUBECONFIG } from "../../../../platform/paths";

export const CLUSTER = { kubeconfig: KUBECONFIG };

/** The section `nodeWarmup` for the platform. */
export function holdSection(namespace: string): object {
    return { namespace, kubectlImage: KUBECTL_IMAGE, helperImage: PAUSE_IMAGE, cluster: CLUSTER };
}

/** A pod under Pod Security "restricted". */
export function restrictedPod(name: string, namespace: string, image: string, spec: object): object {
    const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
    return {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name, namespace },
        spec: {
            dnsPolicy: "Default",
            terminationGracePeriodSeconds: 0,
            securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: "RuntimeDefault" } },
            containers: [{ name: "main", image, imagePullPolicy: "IfNotPresent", securityContext }],
            ...spec,
        },
    };
}
