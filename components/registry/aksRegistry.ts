/** The registry of an AKS cluster: next to it, privately reachable, and with the right to pull. */
import * as pulumi from "@pulumi/pulumi";
import { virtualNetworkOf } from "../../model/registry/azureIds";
import { EndpointDns, pullHosts, unlinkedNetworkWarnings } from "../../model/registry/endpoints";
import { distanceWarning } from "../../model/registry/plan";
import { normaliseRegion } from "../../model/registry/regions";
import { PullAccess, pullAdvice, pullRole, pushRole, RoleAssignmentMode } from "../../model/registry/roles";
import { isPlain } from "../shared/checks";
import { KNOWN, RegistryPullAccess } from "./access/pullAccess";
import { registryMode } from "./access/registryMode";
import { assignmentName, assignRole } from "./access/roleAssignment";
import { type AksClusterFacts, aksCluster } from "./aksCluster";
import { type AksRegistryArgs, type AksRegistryPlan, planAksRegistry } from "./aksRegistryArgs";
import { checkAksRegistry } from "./aksRegistryChecks";
import { ContainerRegistry } from "./containerRegistry";
import type { CheckedEndpoint } from "./endpoints/checkedEndpoints";
import { RegistryPrivateLink } from "./endpoints/privateLink";
import { existingRegistry } from "./existingRegistry";
import { Subscriptions } from "./subscriptions";

/**
 * A registry in the region of the cluster, its private endpoints, and the role of the cluster's nodes. Whatever pulls from
 * it should depend on this component: by then its names resolve and the role is assigned.
 */
export class AksRegistry extends pulumi.ComponentResource {
    /** Resource id of the registry. */
    readonly registryId: pulumi.Output<string>;
    /** Host in image references, such as `acr1.azurecr.io`. */
    readonly loginServer: pulumi.Output<string>;
    /** Home region of the registry. */
    readonly location: pulumi.Output<string>;
    /** Resource id of the cluster that pulls. */
    readonly clusterId: pulumi.Output<string>;
    /** Hosts that a node must reach: the registry, and the data endpoint of each region. */
    readonly hosts: pulumi.Output<string[]>;
    /**
     * Object ids of the identities of `credentialSets`, by name: each needs the role Key Vault Secrets User on its secrets.
     * Empty for an existing registry.
     */
    readonly credentialPrincipals: pulumi.Output<Record<string, string>>;
    /** What to check when the registry refuses a node's pull; pass it to a rollout's argument of the same name. */
    readonly pullAdvice: pulumi.Output<string>;

    constructor(name: string, args: AksRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
        const plan = planAksRegistry(name, args);
        super("aks-image-delivery:index:AksRegistry", name, {}, opts);
        const subscriptions = new Subscriptions(name, this, plan.component);
        const existing = plan.registryId && existingRegistry(plan.registryId, subscriptions);
        const described = aksCluster(plan, args.cluster, this, subscriptions);
        const { accepted, cluster, endpoints } = checkAksRegistry(plan, args, described, existing, subscriptions);
        this.location =
            existing?.location ?? cluster.apply((known) => normaliseRegion(args.location ?? known.location));
        const registry = existing ?? this.newRegistry(name, args, accepted);
        if (endpoints.length > 0) {
            const link = { registryId: registry.registryId, regions: plan.regions, endpoints, tags: args.tags };
            const dependsOn = registry instanceof ContainerRegistry ? registry : accepted;
            new RegistryPrivateLink(name, link, { parent: this, dependsOn });
        }
        const principalId = cluster.apply((known) => known.kubeletPrincipalId ?? "");
        const { role } = args;
        const mode = this.mode(plan, args, registry.registryId);
        if (args.pullAccess !== PullAccess.Existing) {
            const known = { [KNOWN]: { mode, isThere: args.registryId !== undefined && isPlain(args.registryId) } };
            const access = { registryId: registry.registryId, principalId, role, ...known };
            new RegistryPullAccess(name, access, { parent: this, dependsOn: accepted });
        }
        for (const [key, pusher] of plan.pushers) {
            const pushes = mode.apply((found) => pushRole(found).id);
            const target = { scope: registry.registryId, principalId: pusher, role: pushes };
            const pushName = `${name}-push-${key}`;
            const roleAssignmentName = assignmentName(this, pushName, target);
            assignRole(this, pushName, { ...target, roleAssignmentName }, { dependsOn: accepted });
        }
        this.warnOfDistance(args, cluster);
        this.warnOfNetworks(endpoints, cluster);
        this.registryId = registry.registryId;
        this.pullAdvice = pulumi
            .all([principalId, registry.registryId, mode])
            .apply(([principal, id, found]) =>
                pullAdvice({ principalId: principal, roleName: role ?? pullRole(found).name, registryId: id }),
            );
        this.loginServer = registry.loginServer;
        this.clusterId = cluster.apply((known) => known.id);
        this.hosts = pulumi
            .all([registry.loginServer, this.location])
            .apply(([loginServer, home]) => pullHosts(loginServer, [home, ...(args.replicas ?? [])]));
        this.credentialPrincipals =
            registry instanceof ContainerRegistry
                ? registry.credentialPrincipals
                : pulumi.output<Record<string, string>>({});
        this.registerOutputs({
            registryId: this.registryId,
            loginServer: this.loginServer,
            clusterId: this.clusterId,
            hosts: this.hosts,
            credentialPrincipals: this.credentialPrincipals,
            location: this.location,
            pullAdvice: this.pullAdvice,
        });
    }

    /** Azure is asked only where a role follows from the answer. */
    private mode(plan: AksRegistryPlan, args: AksRegistryArgs, registryId: pulumi.Output<string>) {
        const assigns = args.pullAccess !== PullAccess.Existing || plan.pushers.length > 0;
        return assigns
            ? registryMode(plan.component, this, registryId, args)
            : pulumi.output(args.roleAssignmentMode ?? RoleAssignmentMode.LegacyRegistryPermissions);
    }

    private newRegistry(name: string, args: AksRegistryArgs, accepted: pulumi.Output<pulumi.Resource[]>) {
        const { cluster, privateEndpoints, roleAssignmentMode, role, pullAccess, pushers, registryId, ...settings } =
            args;
        const privateLink = (privateEndpoints?.length ?? 0) > 0;
        const registry = { ...settings, location: this.location, privateLink };
        return new ContainerRegistry(name, registry, { parent: this, dependsOn: accepted });
    }

    /** Nodes in a network that resolves with none of the zones get the registry's public address, where it refuses them. */
    private warnOfNetworks(endpoints: readonly CheckedEndpoint[], cluster: pulumi.Output<AksClusterFacts>): void {
        const linked = endpoints.flatMap(({ subnetId, virtualNetworkIds }) => [
            subnetId.apply(virtualNetworkOf),
            ...virtualNetworkIds,
        ]);
        // Whose zone it is links networks to it, and nobody else can see which.
        if (
            endpoints.length > 0 &&
            endpoints.every(({ zoneId, dns }) => zoneId === undefined && dns !== EndpointDns.Policy)
        ) {
            pulumi.all([cluster, pulumi.all(linked)]).apply(([known, networks]) => {
                for (const warning of unlinkedNetworkWarnings(known, networks)) {
                    void pulumi.log.warn(warning, this);
                }
            });
        }
    }

    private warnOfDistance(args: AksRegistryArgs, cluster: pulumi.Output<{ location: string }>): void {
        pulumi.all([this.location, cluster]).apply(([location, known]) => {
            const warning = distanceWarning(location, args.replicas ?? [], known.location);
            if (warning !== undefined) {
                void pulumi.log.warn(warning, this);
            }
        });
    }
}
