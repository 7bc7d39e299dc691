// What is encrypted in the stack's file, and must not become readable on the terminal or in the state.
import * as pulumi from "@pulumi/pulumi";
import type { ClusterAccessArgs } from "../components";
import type { RolloutConfig } from "./rolloutSchema";

type ConfiguredCluster = NonNullable<RolloutConfig["cluster"]>;

/** Whether a section holds an encrypted value. The SDK knows it, but leaves the function that says so out of its types. */
export function isEncrypted(section: string): boolean {
    const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret(key: string): boolean };
    return isConfigSecret(`${pulumi.getProject()}:${section}`);
}

/** The kubeconfig as a secret where it is a text, which holds credentials; a path holds none. */
export function secretAccess(access: ConfiguredCluster): ClusterAccessArgs {
    const { kubeconfig = "" } = access;
    const isText = kubeconfig.includes("\n") || kubeconfig.trimStart().startsWith("{");
    return isText ? { ...access, kubeconfig: pulumi.secret(kubeconfig) } : access;
}

/**
 * An encrypted section says only of itself as a whole that it is: which value was encrypted is not known. A kubeconfig stays a
 * secret; everything else of a rollout goes into objects that are readable.
 */
export function warnOfReadable({ cluster }: RolloutConfig): void {
    if (isEncrypted("rollout") && cluster?.kubeconfig === undefined) {
        void pulumi.log.warn(
            "rollout: an encrypted value of the configuration is readable in the pods and in the stack's state; put it into a Secret, and name that in secretEnv, envFrom or volumes",
        );
    }
}
