// The registry: Premium, closed to whom it need not serve, with replicas that have endpoints of their own.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ContainerRegistry } from "../../components/containerRegistry";
import type { ContainerRegistryArgs } from "../../components/containerRegistryArgs";
import { azure, IDENTITY, registryId, valueOf, WORKSPACE } from "./azureWorld";
import { recorded, refused } from "./harness";

const ARGS: ContainerRegistryArgs = { resourceGroupName: "rg", location: "West Europe", privateLink: true };
const make = (args: Partial<ContainerRegistryArgs>, opts?: pulumi.ComponentResourceOptions) =>
    new ContainerRegistry("shop-eu", { ...ARGS, ...args }, opts);
const made = (args: Partial<ContainerRegistryArgs>) => recorded(() => void make(args), azure());
const refusal = (args: Partial<ContainerRegistryArgs>) => refused(() => void make(args), azure());

describe("ContainerRegistry", () => {
    it("makes a Premium registry with everything off that nobody asked for", async () => {
        const registry = (await made({})).one("Registry");
        assert.deepEqual(registry.inputs, {
            resourceGroupName: "rg",
            location: "westeurope",
            sku: { name: "Premium" },
            adminUserEnabled: false,
            anonymousPullEnabled: false,
            dataEndpointEnabled: true,
            policies: {
                retentionPolicy: { status: "disabled", days: 7 },
                softDeletePolicy: { status: "disabled", retentionDays: 7 },
                exportPolicy: undefined,
                quarantinePolicy: undefined,
                azureADAuthenticationAsArmPolicy: undefined,
                trustPolicy: undefined,
            },
            networkRuleBypassOptions: "None",
            publicNetworkAccess: "Disabled",
            networkRuleSet: { defaultAction: "Deny", ipRules: [] },
            zoneRedundancy: "Disabled",
        });
        assert.equal(registry.name, "shopeu");
    });
});
