// The Kubernetes provider for programs of a test's own: as the stack's own makes it.
import * as kubernetes from "@pulumi/kubernetes";
import { KUBECONFIG } from "../../../platform/paths";

export function clusterProvider(): kubernetes.Provider {
    return new kubernetes.Provider("cluster", {
        kubeconfig: KUBECONFIG,
        enableServerSideApply: true,
        upsertExistingObjects: true,
    });
}
