/** A Premium registry with its replicas, cache rules and logs, closed to whom it need not serve. */
import * as containerregistry from "@pulumi/azure-native/containerregistry";
import * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "../../model/fault";
import { pullHosts } from "../../model/registry/endpoints";
import {
    Exposure,
    exportFaults,
    exposureOf,
    homeFaults,
    movedHomeFaults,
    ownReplicaFaults,
    registryChildName,
    retentionWarning,
} from "../../model/registry/plan";
import { normaliseRegion } from "../../model/registry/regions";
import { SET_ELSEWHERE } from "../../model/registry/setElsewhere";
import { readArguments } from "../shared/argumentSpec";
import { checked, faultsOf, isPlain, refuse } from "../shared/checks";
import { refuseLate } from "../shared/refusal";
import { CONTAINER_REGISTRY_ARGUMENTS, type ContainerRegistryArgs, checkedSettings } from "./containerRegistryArgs";
import { cacheImages } from "./containerRegistryCache";
import { registryInputs } from "./containerRegistryInputs";
import { warnOfRegions } from "./regionWarnings";

/**
 * A container registry in the region of its cluster. Always Premium, since replicas, private endpoints and data endpoints
 * need it: about 50 USD a month for each region, with 500 GiB. Admin user, anonymous pull and soft delete, which would break
 * geo-replication, are off; so is retention, which deletes what is pulled by digest, unless `retentionDays` is set. Set
 * `protect: true` if its images matter.
 */
export class ContainerRegistry extends pulumi.ComponentResource {
    /** Resource id. */
    readonly registryId: pulumi.Output<string>;
    /** Name of the registry, for whatever addresses it by name and resource group. */
    readonly registryName: pulumi.Output<string>;
    /** Host in image references, such as `acr1.azurecr.io`. */
    readonly loginServer: pulumi.Output<string>;
    /** Hosts that a node must reach: the registry, and the data endpoint of each region. */
    readonly hosts: pulumi.Output<string[]>;
    /** Object ids of the credential sets' identities, by name: each needs the role Key Vault Secrets User on its secrets. */
    readonly credentialPrincipals: pulumi.Output<Record<string, string>>;

    constructor(name: string, args: ContainerRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
        const plan = planRegistry(name, args);
        super("aks-image-delivery:index:ContainerRegistry", name, {}, opts);
        if (plan.exposure === Exposure.Public) {
            const advice = "give privateLink or allowedAddresses to close it";
            // Not on this resource: until it is registered, its lines would hold back those of all others.
            void pulumi.log.warn(
                `${name}: the registry answers everybody on the internet who has credentials; ${advice}`,
            );
        }
        const retention = retentionWarning(args.retentionDays);
        if (retention !== undefined) {
            void pulumi.log.warn(`${name}: ${retention}`);
        }
        plan.location.apply((home) => warnOfRegions(name, [home, ...plan.replicas]));
        const registry = new containerregistry.Registry(registryChildName(name), registryInputs(args, plan), {
            parent: this,
            dependsOn: opts?.dependsOn,
            // A generated name is free for a new registry next to the old one; a given one is taken until the old one is gone.
            deleteBeforeReplace: args.registryName !== undefined,
            // Another region means another registry, without the images of this one.
            ignoreChanges: args.moveRegistry ? IGNORED : [...IGNORED, "location"],
        });
        const stays = staysAtHome(plan.component, registry.location, plan.location);
        const place = { resourceGroupName: args.resourceGroupName, registryName: registry.name };
        for (const region of plan.replicas) {
            const inputs: containerregistry.ReplicationArgs = {
                ...place,
                replicationName: region,
                location: region,
                regionEndpointEnabled: !plan.unrouted.has(region),
                tags: args.tags,
            };
            new containerregistry.Replication(`${name}-${region}`, inputs, {
                parent: this,
                dependsOn: stays,
                ignoreChanges: IGNORED,
                customTimeouts: { create: REPLICATION_TIMEOUT, delete: REPLICATION_TIMEOUT },
            });
        }
        if (plan.workspaceId !== undefined) {
            const target = { resourceUri: registry.id, workspaceId: plan.workspaceId };
            new monitor.DiagnosticSetting(name, { ...target, ...COLLECTED }, { parent: this, dependsOn: stays });
        }
        this.registryId = registry.id;
        this.registryName = registry.name;
        this.loginServer = registry.loginServer;
        this.hosts = pulumi
            .all([registry.loginServer, plan.location])
            .apply(([loginServer, home]) => pullHosts(loginServer, [home, ...plan.replicas]));
        this.credentialPrincipals = cacheImages(this, name, place, args);
        this.registerOutputs({
            registryId: this.registryId,
            registryName: this.registryName,
            loginServer: this.loginServer,
            hosts: this.hosts,
            credentialPrincipals: this.credentialPrincipals,
        });
    }
}

/**
 * Zone redundancy is the service's own choice by now. Pulumi's SDK still sends the old default "Disabled", and would replace
 * the registry when a refresh brings back what the service says.
 */
const IGNORED = ["zoneRedundancy"];

/** A replica is complete once it has every image; Pulumi's own limit of an hour ends that half-way for a large registry. */
const REPLICATION_TIMEOUT = "4h";

/** Something to depend on: it fails where the registry is in another region than it should be in. */
function staysAtHome(component: string, actual: pulumi.Output<string>, wanted: pulumi.Output<string>) {
    return pulumi.all([actual, wanted]).apply(([is, shall]): pulumi.Resource[] => {
        refuseLate(component, movedHomeFaults(is, shall));
        return [];
    });
}

const COLLECTED = {
    logs: ["ContainerRegistryRepositoryEvents", "ContainerRegistryLoginEvents"].map((category) => ({
        category,
        enabled: true,
    })),
    metrics: [{ category: "AllMetrics", enabled: true }],
} satisfies Partial<monitor.DiagnosticSettingArgs>;

function planRegistry(name: string, given: ContainerRegistryArgs) {
    const component = `ContainerRegistry "${name}"`;
    const { args, faults: form } = readArguments(CONTAINER_REGISTRY_ARGUMENTS, given, SET_ELSEWHERE);
    const faults: Fault[] = [];
    const replicas = args.replicas ?? [];
    const location = checked<string>(component, faults, "location", args.location, (known) =>
        // What is written may have a typo; what comes from Azure has none.
        isPlain(args.location) ? homeFaults(known, replicas) : ownReplicaFaults(known, replicas),
    );
    const settings = checkedSettings(component, faults, args);
    const exposure = exposureOf(args.privateLink ?? false, args.allowedAddresses);
    faults.push(...exportFaults(args.allowExport, exposure));
    refuse(component, faultsOf(form, faults));
    return {
        ...settings,
        component,
        location: location.apply(normaliseRegion),
        replicas: replicas.map(normaliseRegion),
        unrouted: new Set((args.unroutedRegions ?? []).map(normaliseRegion)),
        exposure,
    };
}
