/** Registries below Premium: no replicas, no private endpoints, fewer reads a minute. */
import { isAzure, resourcePolicy } from "../resourcePolicy";

const NEEDED = "Premium";

export const registryPremium = resourcePolicy(
    {
        name: "registry-premium",
        description: "Container registries are Premium, which replicas and private endpoints need.",
        enforcementLevel: "advisory",
    },
    ({ type, props }) => {
        if (!isAzure(type, "containerregistry", "Registry") || props.sku?.name === NEEDED) {
            return [];
        }
        const given = props.sku?.name === undefined ? "sku.name is not given" : `sku.name is ${props.sku.name}`;
        return [`${given}: it has no replicas and no private endpoints, and answers fewer pulls; set ${NEEDED}`];
    },
);
