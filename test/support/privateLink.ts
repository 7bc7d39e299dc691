// Private endpoints as most tests of them begin: one in the registry's region, and one elsewhere.
import type * as pulumi from "@pulumi/pulumi";
import { RegistryPrivateLink } from "../../components/registry/endpoints/privateLink";
import type {
    RegistryEndpointArgs,
    RegistryPrivateLinkArgs,
} from "../../components/registry/endpoints/privateLinkArgs";
import { registryId, subnet } from "./azureWorld";

export const HERE: RegistryEndpointArgs = {
    region: "West Europe",
    subnetId: subnet("vnet-1"),
    resourceGroupName: "rg",
};
export const THERE: RegistryEndpointArgs = { region: "northeurope", subnetId: subnet("vnet-2") };
const ARGS: RegistryPrivateLinkArgs = { registryId: registryId("acr1"), regions: 1, endpoints: [HERE] };
export const make = (args: Partial<RegistryPrivateLinkArgs>, opts?: pulumi.ComponentResourceOptions) => () =>
    void new RegistryPrivateLink("link", { ...ARGS, ...args }, opts);
