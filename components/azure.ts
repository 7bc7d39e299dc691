/**
 * The Azure half of the package. Separate from the rest: a rollout alone neither loads nor needs the Azure SDK. To use this
 * half: `npm install @pulumi/azure-native`.
 *
 * @module aks-image-delivery/azure
 */

import "./azurePackage";

export { EndpointDns } from "../model/registry/endpoints";
export { KubeLogin } from "../model/registry/kubeLogin";
export { PullAccess, RoleAssignmentMode } from "../model/registry/roles";
export { PullAlerts } from "./alerts/pullAlerts";
export type { AlertedImageArgs, PullAlertsArgs } from "./alerts/pullAlertsArgs";
export { RegistryPullAccess, type RegistryPullAccessArgs } from "./registry/access/pullAccess";
export type { AksClusterArgs } from "./registry/aksCluster";
export { AksRegistry } from "./registry/aksRegistry";
export type { AksRegistryArgs } from "./registry/aksRegistryArgs";
export { ContainerRegistry } from "./registry/containerRegistry";
export type {
    CacheRuleArgs,
    ContainerRegistryArgs,
    CredentialSetArgs,
    RegistryEncryptionArgs,
    RegistrySettings,
} from "./registry/containerRegistryArgs";
export { RegistryPrivateLink } from "./registry/endpoints/privateLink";
export type { RegistryEndpointArgs, RegistryPrivateLinkArgs } from "./registry/endpoints/privateLinkArgs";
export { type ClusterKubeconfigOptions, clusterKubeconfig } from "./registry/kubeconfig";
