// What `az acr import` asks of a registry: to copy an image from another one. The copying service comes from outside of every network.
import { ArmError } from "../armError";
import type { Json } from "../wire/wire";
import type { ArmResource } from "../world";

/** Throws where the registry's network rules keep the service out. */
export function checkImport({ name, properties }: ArmResource): void {
    const rules = properties.networkRuleSet as Json | undefined;
    const isRestricted = properties.publicNetworkAccess === "Disabled" || rules?.defaultAction === "Deny";
    if (isRestricted && properties.networkRuleBypassOptions !== "AzureServices") {
        throw new ArmError(
            403,
            "ImportImageForbidden",
            `Access to registry '${name}' was denied: it is network-restricted, and does not allow trusted services. See https://aka.ms/acr/trusted-services.`,
        );
    }
}
