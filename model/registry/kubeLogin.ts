/** How `kubelogin` signs in to a cluster with Microsoft Entra ID. */
import type { Fault } from "../fault";
import { choiceFaults } from "../text/choice";

/** The ways of `kubelogin get-token --login` that end without a person. */
export const KubeLogin = {
    /** Whoever ran `az login`. */
    AzureCli: "azurecli",
    /** Whoever ran `azd auth login`. */
    AzureDeveloperCli: "azd",
    /** The managed identity of the machine. */
    ManagedIdentity: "msi",
    /** A service principal, by AAD_SERVICE_PRINCIPAL_CLIENT_ID and its secret or certificate. */
    ServicePrincipal: "spn",
    /** A federated token, as in GitHub Actions and in pods. */
    WorkloadIdentity: "workloadidentity",
    /** The service connection of an Azure DevOps pipeline. */
    AzurePipelines: "azurepipelines",
} as const;
export type KubeLogin = (typeof KubeLogin)[keyof typeof KubeLogin];

export function loginFaults(login: string): Fault[] {
    return choiceFaults("login", login, KubeLogin);
}

/** Whether a kubeconfig calls it; one that does not is used as it is. */
export function callsKubelogin(kubeconfig: string): boolean {
    return kubeconfig.includes("kubelogin");
}
