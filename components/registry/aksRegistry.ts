/** The registry of an AKS cluster: next to it, privately reachable, and with the right to pull. */
import * as pulumi from "@pulumi/pulumi";
import { distanceWarning } from "../../model/registry/plan";
import { normaliseRegion } from "../../model/registry/regions";
import { pullAdvice, pullRole } from "../../model/registry/roles";
import { aksCluster } from "./aksCluster";
import { type AksRegistryArgs, planAksRegistry } from "./aksRegistryArgs";
import { checkAksRegistry } from "./aksRegistryChecks";
import { ContainerRegistry } from "./containerRegistry";
import { existingRegistry } from "./existingRegistry";
import { RegistryPrivateLink } from "./privateLink";
import { RegistryPullAccess } from "./pullAccess";

/**
 * A registry in the region of the cluster, its private endpoints, and the role of the cluster's nodes. Let what pulls from
 * it depend on this component, so that its names resolve and the role is there.
 */
export class AksRegistry extends pulumi.ComponentResource {
    /** Resource id of the registry. */
    readonly registryId: pulumi.Output<string>;
    /** Host in image references, such as `acr1.azurecr.io`. */
    readonly loginServer: pulumi.Output<string>;
    /** Home region of the registry. */
    readonly location: pulumi.Output<string>;
    /** What to check when the registry refuses to let a node pull; for the argument of that name of a rollout. */
    readonly pullAdvice: pulumi.Output<string>;

    constructor(name: string, args: AksRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
        const plan = planAksRegistry(name, args);
        super("aks-image-delivery:index:AksRegistry", name, {}, opts);
        const existing = plan.registryId && existingRegistry(plan.registryId, { parent: this });
        const described = aksCluster(args.cluster, { parent: this });
        const { accepted, cluster, endpoints } = checkAksRegistry(this, plan, args, described, existing);
        this.location =
            existing?.location ?? cluster.apply((known) => normaliseRegion(args.location ?? known.location));
        const registry = existing ?? this.newRegistry(name, args, accepted);
        if (endpoints.length > 0) {
            const link = { registryId: registry.registryId, regions: plan.regions, endpoints, tags: args.tags };
            const dependsOn = registry instanceof ContainerRegistry ? registry : accepted;
            new RegistryPrivateLink(name, link, { parent: this, dependsOn });
        }
        const principalId = cluster.apply((known) => known.kubeletPrincipalId ?? "");
        const { roleAssignmentMode, role } = args;
        new RegistryPullAccess(
            name,
            { registryId: registry.registryId, principalId, roleAssignmentMode, role },
            { parent: this, dependsOn: accepted },
        );
        this.warnOfDistance(args, cluster);
        this.registryId = registry.registryId;
        this.pullAdvice = pulumi.all([principalId, registry.registryId]).apply(([principal, id]) =>
            pullAdvice({
                principalId: principal,
                roleName: role ?? pullRole(roleAssignmentMode).name,
                registryId: id,
            }),
        );
        this.loginServer = registry.loginServer;
        this.registerOutputs({
            registryId: this.registryId,
            loginServer: this.loginServer,
            location: this.location,
            pullAdvice: this.pullAdvice,
        });
    }

    private newRegistry(name: string, args: AksRegistryArgs, accepted: pulumi.Output<pulumi.Resource[]>) {
        const { cluster, privateEndpoints, roleAssignmentMode, role, registryId, ...settings } = args;
        const privateLink = (privateEndpoints?.length ?? 0) > 0;
        const registry = { ...settings, location: this.location, privateLink };
        return new ContainerRegistry(name, registry, { parent: this, dependsOn: accepted });
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
