/** A kubeconfig for an AKS cluster, for the Kubernetes provider and for the waits of a rollout. */
import * as containerservice from "@pulumi/azure-native/containerservice";
import * as pulumi from "@pulumi/pulumi";
import { faultsAt } from "../../model/fault";
import { refuse } from "../shared/checks";

/**
 * The user kubeconfig of the cluster, as a secret. With Microsoft Entra ID it holds no credential but calls `kubelogin`,
 * which must be installed where `pulumi up` runs, and signed in.
 *
 * @param resourceGroupName resource group of the cluster (not the one of its nodes)
 */
export function clusterKubeconfig(
    resourceGroupName: pulumi.Input<string>,
    clusterName: pulumi.Input<string>,
    opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<string> {
    const lookup = { resourceGroupName, resourceName: clusterName, format: "exec" };
    const credentials = containerservice.listManagedClusterUserCredentialsOutput(lookup, opts);
    const kubeconfig = pulumi.all([credentials, clusterName]).apply(([{ kubeconfigs }, cluster]) => {
        const encoded = kubeconfigs[0]?.value;
        refuse(`clusterKubeconfig of ${cluster}`, encoded ? [] : faultsAt("", NO_CREDENTIALS));
        return Buffer.from(encoded ?? "", "base64").toString("utf8");
    });
    return pulumi.secret(kubeconfig);
}

const NO_CREDENTIALS =
    "Azure returned none; the caller needs the role Azure Kubernetes Service Cluster User Role on the cluster";
