/** A kubeconfig for an AKS cluster, for the Kubernetes provider and for the waits of a rollout. */
import * as containerservice from "@pulumi/azure-native/containerservice";
import * as pulumi from "@pulumi/pulumi";
import { faultsAt } from "../../model/fault";
import { callsKubelogin, KubeLogin, loginFaults } from "../../model/registry/kubeLogin";
import { refuse, refuseLate } from "../shared/refusal";
import { lookedUp } from "./lookedUp";

/** How the kubeconfig reaches its cluster, besides the options of every look-up. */
export interface ClusterKubeconfigOptions extends pulumi.InvokeOutputOptions {
    /**
     * How `kubelogin` signs in where the cluster uses Microsoft Entra ID; `azurecli` by default, which uses the account of
     * `az login`. The environment variable AAD_LOGIN_METHOD, which pipelines set, takes precedence.
     */
    login?: KubeLogin;
    /** Reaches a private cluster by its public name, which resolves to its private address everywhere. False by default. */
    publicFqdn?: boolean;
}

/**
 * The user kubeconfig of the cluster, as a secret. With Microsoft Entra ID it holds no credential but calls `kubelogin`,
 * which must be installed where `pulumi up` runs, and signed in.
 *
 * @param resourceGroupName resource group of the cluster (not the one of its nodes)
 * @param clusterName name of the cluster
 */
export function clusterKubeconfig(
    resourceGroupName: pulumi.Input<string>,
    clusterName: pulumi.Input<string>,
    { login = KubeLogin.AzureCli, publicFqdn, ...opts }: ClusterKubeconfigOptions = {},
): pulumi.Output<string> {
    refuse("clusterKubeconfig", loginFaults(login));
    const lookup = {
        resourceGroupName,
        resourceName: clusterName,
        format: "exec",
        ...(publicFqdn && { serverFqdn: "public" }),
    };
    const credentials = containerservice.listManagedClusterUserCredentialsOutput(lookup, opts);
    const answer = lookedUp("clusterKubeconfig", "the credentials of the cluster", credentials);
    const kubeconfig = pulumi.all([answer, clusterName]).apply(([{ kubeconfigs }, cluster]) => {
        const encoded = kubeconfigs[0]?.value;
        refuseLate(`clusterKubeconfig of ${cluster}`, encoded ? [] : faultsAt("", NO_CREDENTIALS));
        const given = Buffer.from(encoded ?? "", "base64").toString("utf8");
        return callsKubelogin(given) ? signedIn(given, login) : given;
    });
    return pulumi.secret(kubeconfig);
}

async function signedIn(kubeconfig: string, login: KubeLogin): Promise<string> {
    const { withLogin } = await import("../../model/registry/kubeconfigLogin");
    return withLogin(kubeconfig, login);
}

const NO_CREDENTIALS =
    "Azure returned none; the caller needs the role Azure Kubernetes Service Cluster User Role on the cluster";
