// An AksRegistry with one private endpoint, for the tests of its component.
import { AksRegistry } from "../../components/registry/aksRegistry";
import type { AksRegistryArgs } from "../../components/registry/aksRegistryArgs";
import { subnet } from "./azureWorld";

/** A subscription other than that of the registry. */
export const HUB = "99999999-1111-4111-8111-111111111111";
export const ENDPOINT = { region: "westeurope", subnetId: subnet("vnet-1") };
const ARGS: AksRegistryArgs = {
    resourceGroupName: "rg",
    cluster: { resourceGroupName: "rg-app", name: "aks-app" },
    privateEndpoints: [ENDPOINT],
};

export const make = (args: Partial<AksRegistryArgs> = {}) => new AksRegistry("acr", { ...ARGS, ...args });
export const program =
    (args: Partial<AksRegistryArgs> = {}) =>
    () =>
        void make(args);
