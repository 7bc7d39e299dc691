/**
 * The Azure half of the package. Apart from the rest, so that a rollout on any cluster does not load the Azure SDK,
 * nor install it: `npm install @pulumi/azure-native`.
 *
 * @module aks-image-delivery/azure
 */

import "./azurePackage";

export { KubeLogin } from "../model/registry/kubeLogin";
export { RoleAssignmentMode } from "../model/registry/roles";
export { PullAlerts } from "./alerts/pullAlerts";
export type { AlertedImageArgs, PullAlertsArgs } from "./alerts/pullAlertsArgs";
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
export { type ClusterKubeconfigOptions, clusterKubeconfig } from "./registry/kubeconfig";
export { RegistryPrivateLink } from "./registry/privateLink";
export type { RegistryEndpointArgs, RegistryPrivateLinkArgs } from "./registry/privateLinkArgs";
export { RegistryPullAccess, type RegistryPullAccessArgs } from "./registry/pullAccess";
