/**
 * The Azure half of the package. Apart from the rest, so that a rollout on any cluster does not load the Azure SDK.
 *
 * @module aks-image-delivery/azure
 */

export { RoleAssignmentMode } from "../model/roles";
export type { AksClusterArgs } from "./aksCluster";
export { AksRegistry } from "./aksRegistry";
export type { AksRegistryArgs } from "./aksRegistryArgs";
export { clusterKubeconfig } from "./clusterKubeconfig";
export { ContainerRegistry } from "./containerRegistry";
export type {
    CacheRuleArgs,
    ContainerRegistryArgs,
    CredentialSetArgs,
    RegistryEncryptionArgs,
    RegistrySettings,
} from "./containerRegistryArgs";
export { PullAlerts } from "./pullAlerts";
export type { AlertedImageArgs, PullAlertsArgs } from "./pullAlertsArgs";
export { RegistryPrivateLink } from "./registryPrivateLink";
export type { RegistryEndpointArgs, RegistryPrivateLinkArgs } from "./registryPrivateLinkArgs";
export { RegistryPullAccess, type RegistryPullAccessArgs } from "./registryPullAccess";
