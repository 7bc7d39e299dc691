/** Registries that are open: to every address, to everybody with one password, or to everybody. */
import { isAzure, resourcePolicy } from "../resourcePolicy";

export const registryClosed = resourcePolicy(
    {
        name: "registry-closed",
        description: "Container registries answer private endpoints or chosen addresses, and identities alone.",
        enforcementLevel: "advisory",
    },
    ({ type, props }) => {
        if (!isAzure(type, "containerregistry", "Registry")) {
            return [];
        }
        return [
            ...(answersEverywhere(props) ? [EVERYWHERE] : []),
            ...(props.adminUserEnabled ? ["adminUserEnabled is one password for everybody; assign roles instead"] : []),
            ...(props.anonymousPullEnabled ? ["anonymousPullEnabled lets everybody pull; assign roles instead"] : []),
        ];
    },
);

const EVERYWHERE =
    "the registry answers every address on the internet; set publicNetworkAccess to Disabled next to a private endpoint, " +
    "or networkRuleSet.defaultAction to Deny with the addresses of those who push";

/** The service's defaults are access from everywhere, and no rules. */
function answersEverywhere({ publicNetworkAccess, networkRuleSet }: Record<string, unknown>): boolean {
    const { defaultAction } = (networkRuleSet ?? {}) as { readonly defaultAction?: string };
    return publicNetworkAccess !== "Disabled" && defaultAction !== "Deny";
}
