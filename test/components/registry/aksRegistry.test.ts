// The registry of a cluster: in its region, with its role, and refused with all faults before anything is made.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AksRegistry } from "../../../components/registry/aksRegistry";
import type { AksRegistryArgs } from "../../../components/registry/aksRegistryArgs";
import { pullAdvice, RoleAssignmentMode } from "../../../model/registry/roles";
import { azure, known, PRINCIPAL, registryId, subnet } from "../../support/azureWorld";
import { failed, recorded, refused, unknown } from "../../support/harness";

const ENDPOINT = { region: "westeurope", subnetId: subnet("vnet-1") };
const ARGS: AksRegistryArgs = {
    resourceGroupName: "rg",
    cluster: { resourceGroupName: "rg-app", name: "aks-app" },
    privateEndpoints: [ENDPOINT],
};
const make = (args: Partial<AksRegistryArgs> = {}) => new AksRegistry("acr", { ...ARGS, ...args });
const program =
    (args: Partial<AksRegistryArgs> = {}) =>
    () =>
        void make(args);

describe("AksRegistry", () => {
    it("makes a closed registry in the cluster's region, its endpoint, and the nodes' role", async () => {
        const { one, log } = await recorded(program(), azure({ location: "northeurope" }));
        assert.equal(one("Registry").inputs.location, "northeurope");
        assert.equal(one("Registry").inputs.publicNetworkAccess, "Disabled");
        assert.equal(one("PrivateEndpoint").inputs.resourceGroupName, "rg");
        const assignment = one("RoleAssignment").inputs;
        assert.equal(assignment.principalId, PRINCIPAL);
        assert.equal(assignment.scope, registryId("acr"));
        assert.deepEqual(log, []);
    });

    it("says who needs which role when a pull is refused", async () => {
        const role = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
        const modes = [
            [{}, "AcrPull"],
            [
                { roleAssignmentMode: RoleAssignmentMode.AbacRepositoryPermissions },
                "Container Registry Repository Reader",
            ],
            [{ role }, role],
        ] as const;
        for (const [args, roleName] of modes) {
            let advice: Promise<string> | undefined;
            await recorded(() => {
                advice = known(make(args).pullAdvice);
            }, azure());
            assert.equal(await advice, pullAdvice({ principalId: PRINCIPAL, roleName, registryId: registryId("acr") }));
        }
    });

    it("makes every replica before the endpoint", async () => {
        const { one } = await recorded(program({ replicas: ["eastus"] }), azure());
        assert.ok(one("PrivateEndpoint").dependencies.includes(one("Replication").urn));
    });

    it("makes the second endpoint in a resource group of its own", async () => {
        const privateEndpoints = [ENDPOINT, { region: "eastus", subnetId: subnet("vnet-2") }];
        const { one } = await recorded(program({ privateEndpoints, replicas: ["eastus"] }), azure());
        assert.equal(one("PrivateEndpoint", "acr-westeurope").inputs.resourceGroupName, "rg");
        assert.equal(one("PrivateEndpoint", "acr-eastus").inputs.resourceGroupName, "acr-eastus1a2b3c4d");
    });

    it("makes a public registry without private endpoints, and says so", async () => {
        const { one, log } = await recorded(program({ privateEndpoints: undefined }), azure());
        assert.equal(one("Registry").inputs.publicNetworkAccess, "Enabled");
        assert.match(log.join("\n"), /answers everybody on the internet/);
    });

    it("may have its home elsewhere and a replica where the cluster is", async () => {
        const { log } = await recorded(program({ location: "eastus", replicas: ["westeurope"] }), azure());
        assert.deepEqual(log, []);
    });

    it("says what another region than the cluster's costs", async () => {
        const { one, log } = await recorded(program({ location: "North Europe" }), azure());
        assert.equal(one("Registry").inputs.location, "northeurope");
        assert.match(log.join("\n"), /the registry is in northeurope and the cluster in westeurope.*USD per GB/);
    });

    it("is refused in a preview as soon as everything is known", async () => {
        const text = await refused(program(), azure({ preview: true, kubeletIdentity: false }));
        assert.match(text, /^AksRegistry "acr" was refused: cluster: aks-app has no kubelet identity/);
    });

    it("knows the registry in a preview where it exists, so that nothing shows as replaced", async () => {
        const later = { ...ENDPOINT, subnetId: unknown() };
        const { one } = await recorded(program({ privateEndpoints: [later] }), azure({ preview: true }));
        assert.equal(one("Registry").inputs.location, "westeurope");
        assert.equal(one("RoleAssignment").inputs.principalId, PRINCIPAL);
    });
});

describe("an existing registry", () => {
    const adopted = { registryId: registryId("acr1"), replicas: ["eastus"] };

    it("is taken as it is: only endpoint and role are made", async () => {
        const { one, resources } = await recorded(program(adopted), azure());
        assert.ok(!resources.some(({ type }) => type.startsWith("azure-native:containerregistry")));
        const [connection] = one("PrivateEndpoint").inputs.privateLinkServiceConnections;
        assert.equal(connection.privateLinkServiceId, registryId("acr1"));
        assert.equal(one("RoleAssignment").inputs.scope, registryId("acr1"));
    });

    it("may have a replica where the cluster is, and may be any tier without endpoints", async () => {
        const there = { ...adopted, replicas: ["northeurope"] };
        const { log } = await recorded(program(there), azure({ location: "northeurope" }));
        assert.deepEqual(log, []);
        await recorded(program({ ...adopted, privateEndpoints: undefined }), azure({ tier: "Standard" }));
    });

    it("gives its own host and region", async () => {
        let outputs: Promise<unknown> | undefined;
        await recorded(() => {
            const { loginServer, location } = make(adopted);
            outputs = known(pulumi.all([loginServer, location]));
        }, azure());
        assert.deepEqual(await outputs, ["acr1.azurecr.io", "westeurope"]);
    });

    it("is refused with settings for a new one, and with endpoints where it is not Premium", async () => {
        const settings = { ...adopted, registryName: "other1", allowedAddresses: ["203.0.113.7"] };
        const text = await refused(program(settings), azure());
        assert.match(text, /- registryName: a registry that is adopted by registryId is not changed/);
        assert.match(text, /- allowedAddresses: a registry that is adopted/);
        const { text: tier, resources } = await failed(program(adopted), azure({ tier: "Standard" }));
        assert.match(tier, /registryId: the registry is Standard, and private endpoints need Premium/);
        assert.ok(!resources.some(({ type }) => type.startsWith("azure-native:network")));
    });
});

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
            /- registryName: "a{51}" \(51 characters\) is no name of a registry/,
            /- location: "westeurope" is the home region, which has every image; take "West Europe" out of replicas/,
            /- replicas\[1\]: "eastuss" is no region of Azure; did you mean eastus/,
            /- allowedAddresses\[0\]: "office" is no IPv4 address or CIDR range/,
            /- privateEndpoints\[0\]\.subnetPrefix: the subnet .*has 3 usable addresses.*5 regions takes 6/,
            /- role: AcrPull is refused for a registry in mode AbacRepositoryPermissions/,
        ]) {
            assert.match(text, fault);
        }
        assert.deepEqual(resources, []);
    });

    it("is refused with everything that Azure's answers show, in one error, before anything is made", async () => {
        const { text, resources } = await failed(
            program({ replicas: ["West Europe", "eastus", "northeurope", "uksouth"] }),
            azure({ kubeletIdentity: false, prefix: "10.0.1.0/29" }),
        );
        for (const fault of [
            /^AksRegistry "acr" was refused:\n/,
            /- cluster: aks-app has no kubelet identity.*`az aks update --name aks-app --enable-managed-identity`/,
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
