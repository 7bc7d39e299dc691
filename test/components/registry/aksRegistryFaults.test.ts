// What an AksRegistry is refused for: everything known by then in one error, before anything is created.
import assert from "node:assert/strict";
import { RoleAssignmentMode } from "../../../model/registry/roles";
import { ENDPOINT, program } from "../../support/aksRegistry";
import { azure } from "../../support/azureWorld";
import { failed } from "../../support/harness";

describe("a registry with bad arguments", () => {
    it("is refused with everything that is known before Azure is asked, in one error", async () => {
        const { text, resources } = await failed(
            program({
                registryName: "a".repeat(51),
                location: "westeurope",
                replicas: ["West Europe", "eastuss", "northeurope", "uksouth"],
                allowedAddresses: ["office"],
                privateEndpoints: [{ ...ENDPOINT, subnetPrefix: "10.0.1.0/29" }],
                roleAssignmentMode: RoleAssignmentMode.AbacRepositoryPermissions,
                role: "7f951dda-4ed3-4680-a7ca-43fe172d538d",
            }),
            { call: () => assert.fail("Azure was asked") },
        );
        for (const fault of [
            /^AksRegistry "acr" was refused:\n/,
            /- registryName: "a{51}" \(51 characters\) is not the name of a registry/,
            /- location: "westeurope" is the home region, which has every image; take "West Europe" out of replicas/,
            /- replicas\[1\]: "eastuss" is not a region of Azure; did you mean eastus/,
            /- allowedAddresses\[0\]: "office" is not an IPv4 address or CIDR range/,
            /- privateEndpoints\[0\]\.subnetPrefix: the subnet .*has 3 usable addresses.*5 regions takes 6/,
            /- role: AcrPull is refused for a registry in mode AbacRepositoryPermissions/,
        ]) {
            assert.match(text, fault);
        }
        assert.deepEqual(resources, []);
    });

    it("is refused with everything that Azure's answers show, in one error, before anything is created", async () => {
        const { text, resources } = await failed(
            program({ replicas: ["West Europe", "eastus", "northeurope", "uksouth"] }),
            azure({ kubeletIdentity: false, prefix: "10.0.1.0/29" }),
        );
        for (const fault of [
            /^AksRegistry "acr" was refused:\n/,
            /- cluster: aks-app has no kubelet identity.*`az aks update --resource-group <group> --name aks-app --enable-managed-identity`/,
            /- cluster: "westeurope" is the home region/,
            /- privateEndpoints\[0\]\.subnetId: the subnet 10.0.1.0\/29 has 3 usable addresses/,
        ]) {
            assert.match(text, fault);
        }
        assert.deepEqual(
            resources.filter(({ custom }) => custom),
            [],
        );
    });
});
