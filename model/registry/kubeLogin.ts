/** How `kubelogin` signs in to a cluster with Microsoft Entra ID: written into the kubeconfig that Azure gives out. */
import { parseDocument, YAMLMap, YAMLSeq } from "yaml";
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

/**
 * The kubeconfig with that way of signing in. Azure writes `devicecode`, which prints a code and waits for a person: within a
 * program nobody sees it, and Conditional Access often forbids it. A kubeconfig without kubelogin is returned as it is.
 */
export function withLogin(kubeconfig: string, login: KubeLogin): string {
    const document = parseDocument(kubeconfig);
    const users = document.get("users");
    const changed = (users instanceof YAMLSeq ? users.items : []).filter(
        (user) => user instanceof YAMLMap && setLogin(user.getIn(["user", "exec"]), login),
    );
    return changed.length > 0 ? document.toString({ lineWidth: 0 }) : kubeconfig;
}

function setLogin(exec: unknown, login: KubeLogin): boolean {
    const args = exec instanceof YAMLMap ? exec.get("args") : undefined;
    if (!(exec instanceof YAMLMap && args instanceof YAMLSeq) || !/kubelogin/.test(String(exec.get("command")))) {
        return false;
    }
    const words = (args.toJSON() as unknown[]).map(String);
    const at = words.findIndex((word) => /^(--login|-l)(=|$)/.test(word));
    const others = at < 0 ? words : words.toSpliced(at, words[at]?.includes("=") ? 1 : 2);
    exec.set("args", [...others, "--login", login]);
    return true;
}
