import assert from "node:assert/strict";
import { AzureScenario } from "./azureScenario";

const SUBNET =
    "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-shop-network/providers/Microsoft.Network/virtualNetworks/vnet-shop-weu/subnets/snet-endpoints";

describe("a configuration of prod with many faults", () => {
    const scenario = new AzureScenario("e2e-azure-bad-input", "prod", { kubeletIdentity: false });
    before(() => scenario.prepare());
    after(() => scenario.remove());

    it("is refused with all that the configuration shows, in one error, and nothing is created", async () => {
        scenario.set({
            registry: {
                registryName: "a".repeat(51),
                location: "westeurope",
                replicas: ["West Europe", "eastuss", "northeurope", "uksouth"],
                allowedAddresses: ["office"],
                privateEndpoints: [{ region: "westeurope", subnetId: SUBNET, subnetPrefix: "10.20.4.0/29" }],
                roleAssignmentMode: "AbacRepositoryPermissions",
                role: "7f951dda-4ed3-4680-a7ca-43fe172d538d",
            },
        });
        const { failure, output } = await scenario.up();
        assert.ok(failure, output);
        const faults = [
            /registryName: "a{51}" \(51 characters\) is not the name of a registry/,
            /"westeurope" is the home region, which has every image; take "West Europe" out of replicas/,
            /"eastuss" is not a region of Azure; did you mean eastus/,
            /"office" is not an IPv4 address or CIDR range/,
            /10\.20\.4\.0\/29 has 3 usable addresses.*5 regions takes 6/,
            /AcrPull is refused for a registry in mode AbacRepositoryPermissions/,
        ];
        for (const fault of faults) {
            assert.match(output, fault);
        }
        assert.doesNotMatch(output, /\bat .*\.ts:\d+/);
        assert.deepEqual(scenario.names("Microsoft.ContainerRegistry/registries"), []);
    });

    it("is refused with what only Azure knows, before anything is created", async () => {
        scenario.set();
        for (const ran of [await scenario.preview(), await scenario.up()]) {
            assert.ok(ran.failure, ran.output);
            assert.match(ran.output, /aks-shop-prod has no kubelet identity/);
            assert.match(
                ran.output,
                /az aks update --resource-group <group> --name aks-shop-prod --enable-managed-identity/,
            );
            assert.doesNotMatch(ran.output, /\bat .*\.ts:\d+/);
        }
        assert.deepEqual(scenario.names("Microsoft.ContainerRegistry/registries"), []);
    });
});
