/** Regions with clusters but without a replica of the registry: every pull crosses regions, is slower and is billed. */
import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { regionFault, sameRegion } from "../../model/registry/regions";
import { isAzure } from "../resourcePolicy";

interface Settings {
    /** Where clusters are. */
    readonly regions?: readonly string[];
}

export const registryRegions: StackValidationPolicy = {
    name: "registry-regions",
    description: "Container registries are in every region that has clusters, as home or as replica.",
    enforcementLevel: "advisory",
    configSchema: {
        properties: { regions: { type: "array", items: { type: "string" }, default: [] } },
    },
    validateStack: ({ resources, getConfig }, reportViolation) => {
        const { regions = [] } = getConfig<Settings>();
        for (const fault of regions.flatMap((region) => regionFault(region) ?? [])) {
            reportViolation(`the setting regions: ${fault}`);
        }
        for (const registry of resources.filter(({ type }) => isAzure(type, "containerregistry", "Registry"))) {
            const present = [String(registry.props.location), ...replicas(registry, resources)];
            const missing = regions.filter((region) => !present.some((one) => sameRegion(one, region)));
            if (missing.length > 0) {
                const found = `the registry is in ${present.join(", ")}, not in ${missing.join(", ")}`;
                reportViolation(`${found}: pulls there cross regions; add a Replication for each`, registry.urn);
            }
        }
    },
};

function replicas(registry: PolicyResource, resources: readonly PolicyResource[]): string[] {
    return resources
        .filter((one) => isAzure(one.type, "containerregistry", "Replication") && isOf(one, registry))
        .map(({ props }) => String(props.location));
}

/**
 * By the reference in the program, because a generated name is unknown in a preview. A name that was written is not part of
 * what Azure returns: such a replica counts for every registry, rather than to be missed where it is.
 */
function isOf(replication: PolicyResource, registry: PolicyResource): boolean {
    const named = replication.propertyDependencies.registryName ?? [];
    return named.length > 0
        ? named.some(({ urn }) => urn === registry.urn)
        : [undefined, registry.props.name].includes(replication.props.registryName);
}
