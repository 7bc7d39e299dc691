// The registry: Premium, closed to whom it need not serve, with replicas that have endpoints of their own.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ContainerRegistry } from "../../../components/registry/containerRegistry";
import type { ContainerRegistryArgs } from "../../../components/registry/containerRegistryArgs";
import { azure, IDENTITY, known, registryId, WORKSPACE } from "../../support/azureWorld";
import { failed, recorded, refused } from "../../support/harness";

const ARGS: ContainerRegistryArgs = { resourceGroupName: "rg", location: "West Europe", privateLink: true };
const make = (args: Partial<ContainerRegistryArgs>) => new ContainerRegistry("shop-eu", { ...ARGS, ...args });
const made = (args: Partial<ContainerRegistryArgs>) => recorded(() => void make(args), azure());
const refusal = (args: Partial<ContainerRegistryArgs>) => refused(() => void make(args), azure());

describe("ContainerRegistry", () => {
    it("creates a Premium registry with everything off that nobody asked for", async () => {
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
            },
            networkRuleBypassOptions: "None",
            publicNetworkAccess: "Disabled",
            networkRuleSet: { defaultAction: "Deny", ipRules: [] },
            // The SDK's own default, which is ignored from then on.
            zoneRedundancy: "Disabled",
        });
    });

    it("takes a logical name from which the generated name is valid, and a given name as it is", async () => {
        const generated = (await made({})).one("Registry");
        assert.equal(generated.name, "shopeu");
        assert.equal(generated.inputs.registryName, undefined);
        assert.equal(generated.deleteBeforeReplace, false);
        const named = (await made({ registryName: "acrshop" })).one("Registry");
        assert.equal(named.inputs.registryName, "acrshop");
        assert.equal(named.deleteBeforeReplace, true);
    });

    it("leaves it to the service whether zones are redundant: the SDK's default would replace a registry", async () => {
        const { one } = await made({ replicas: ["northeurope"] });
        for (const type of ["Registry", "Replication"]) {
            assert.ok(one(type).ignoreChanges.includes("zoneRedundancy"), type);
        }
    });

    it("lets Azure's services pass only when asked to", async () => {
        const registry = (await made({ trustedServices: true })).one("Registry");
        assert.equal(registry.inputs.networkRuleBypassOptions, "AzureServices");
    });

    it("encrypts with a key of one's own and its identity", async () => {
        const encryption = { keyIdentifier: "https://kv.vault.azure.net/keys/acr", identityId: IDENTITY };
        const { inputs } = (await made({ encryption: { ...encryption, identityClientId: "client-1" } })).one(
            "Registry",
        );
        assert.deepEqual(inputs.identity, { type: "UserAssigned", userAssignedIdentities: { [IDENTITY]: {} } });
        assert.deepEqual(inputs.encryption, {
            status: "enabled",
            keyVaultProperties: { keyIdentifier: "https://kv.vault.azure.net/keys/acr", identity: "client-1" },
        });
    });

    it("sends its logs and metrics to the workspace, without settings that the service has given up", async () => {
        const { inputs } = (await made({ workspaceId: WORKSPACE })).one("DiagnosticSetting");
        assert.deepEqual(inputs, {
            resourceUri: registryId("shopeu"),
            workspaceId: WORKSPACE,
            logs: [
                { category: "ContainerRegistryRepositoryEvents", enabled: true },
                { category: "ContainerRegistryLoginEvents", enabled: true },
            ],
            metrics: [{ category: "AllMetrics", enabled: true }],
        });
    });

    it("hands protection and tags on to what it creates", async () => {
        const args = { ...ARGS, replicas: ["northeurope"], tags: { team: "shop" } };
        const program = () => void new ContainerRegistry("shop", args, { protect: true });
        const { one } = await recorded(program, azure());
        for (const type of ["Registry", "Replication"]) {
            assert.deepEqual(one(type).inputs.tags, { team: "shop" });
            assert.ok(one(type).protect);
        }
    });

    it("says which hosts a node must reach", async () => {
        let hosts: Promise<string[]> | undefined;
        await recorded(() => {
            hosts = known(make({ replicas: ["North Europe"] }).hosts);
        }, azure());
        const name = "shopeu1a2b3c4d";
        assert.deepEqual(await hosts, [
            `${name}.azurecr.io`,
            `${name}.westeurope.data.azurecr.io`,
            `${name}.northeurope.data.azurecr.io`,
        ]);
    });
});

describe("the replicas of a registry", () => {
    it("are named by their regions and serve pulls", async () => {
        const { one, resources } = await made({ replicas: ["North Europe", "eastus"] });
        assert.equal(resources.filter(({ type }) => type.endsWith(":Replication")).length, 2);
        assert.deepEqual(one("Replication", "shop-eu-northeurope").inputs, {
            resourceGroupName: "rg",
            registryName: "shopeu1a2b3c4d",
            replicationName: "northeurope",
            location: "northeurope",
            regionEndpointEnabled: true,
            zoneRedundancy: "Disabled",
        });
    });

    it("are none, nor a cache, nor logs, where nobody asks for them", async () => {
        const { resources } = await made({});
        assert.deepEqual(
            resources.map(({ type }) => type.split(":")[2]),
            ["ContainerRegistry", "Registry"],
        );
    });

    it("are refused in the home region, in any spelling", async () => {
        assert.match(await refusal({ replicas: ["westeurope"] }), /"West Europe" is the home region/);
    });

    it("are refused in a home region that is known only later, and nothing is created", async () => {
        const location = pulumi.output(Promise.resolve("West Europe"));
        const { text, resources } = await failed(() => void make({ location, replicas: ["westeurope"] }), azure());
        assert.match(text, /ContainerRegistry "shop-eu" was refused: location: "West Europe" is the home region/);
        assert.deepEqual(
            resources.filter(({ custom }) => custom),
            [],
        );
    });
});

describe("a registry with bad arguments", () => {
    it("is refused with all faults in one error, before anything is created", async () => {
        const text = await refusal({
            location: "westeurop",
            registryName: "a".repeat(51),
            replicas: ["eastus", "East US"],
            allowedAddresses: ["office"],
            cacheRules: [{ name: "hub", source: "docker.io/library/nginx", target: "nginx" }],
            workspaceId: "logs",
            encryption: { keyIdentifier: "https://kv/keys/acr", identityId: "key", identityClientId: "client-1" },
        });
        for (const property of [
            "location",
            "registryName",
            "replicas[1]",
            "allowedAddresses[0]",
            "cacheRules[0].credentialSet",
            "workspaceId",
        ]) {
            assert.ok(text.includes(`\n  - ${property}: `), property);
        }
        assert.match(text, /\n {2}- encryption\.identityId: "key" is not an id of that kind/);
    });
});
