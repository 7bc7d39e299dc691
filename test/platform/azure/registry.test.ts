import assert from "node:assert/strict";
import { assertRefused, SimulatedAzure } from "../../support/simulatedAzure";

describe("a registry of the simulated Azure", () => {
    let azure: SimulatedAzure;
    beforeEach(() => {
        azure = new SimulatedAzure();
    });
    afterEach(() => azure.remove());

    it("has what the service fills in, and keeps it on an update", async () => {
        const registry = await azure.registry({ location: "West Europe" });
        assert.equal(registry.location, "westeurope");
        assert.equal(registry.properties.loginServer, "127.0.0.1:5005");
        assert.equal(registry.properties.provisioningState, "Succeeded");
        azure.clock.pass(60);
        const updated = await azure.registry({ tags: { team: "shop" } });
        assert.equal(updated.properties.creationDate, registry.properties.creationDate);
        assert.deepEqual(updated.tags, { team: "shop" });
    });

    it("has a name of 5 to 50 alphanumerics that nobody in Azure has", async () => {
        for (const registryName of ["abcd", "a".repeat(51), "acr-app"]) {
            await assertRefused(azure.registry({ registryName }), "InvalidResourceName", registryName);
        }
        await assertRefused(azure.registry({ registryName: "Taken" }), "AlreadyInUse", "taken.azurecr.io");
        await azure.registry();
        await azure.put("resources:ResourceGroup", { resourceGroupName: "other", location: "westeurope" });
        await assertRefused(azure.registry({ resourceGroupName: "other" }), "AlreadyInUse", "acrapp.azurecr.io");
    });

    it("needs Premium for what only Premium has, and one error names all of it", async () => {
        const sku = { name: "Standard" };
        const wanted = { publicNetworkAccess: "Disabled", dataEndpointEnabled: true };
        await assertRefused(
            azure.registry({ sku, ...wanted, networkRuleSet: { defaultAction: "Deny" } }),
            "SkuNotSupported",
            "Standard",
            "disabled public network access",
            "network rules",
            "data endpoints",
        );
        await assertRefused(azure.registry({ sku: { name: "Gold" } }), "InvalidSku", "Gold");
    });

    it("is not downgraded while it has replicas or private endpoints", async () => {
        await azure.registry();
        await azure.replica("northeurope");
        await azure.endpoint();
        await assertRefused(
            azure.registry({ sku: { name: "Basic" } }),
            "SkuNotSupported",
            "replications",
            "private endpoints",
        );
    });

    it("takes IPv4 addresses and ranges as network rules, and nothing else", async () => {
        const rules = (iPAddressOrRange: string) => ({
            networkRuleSet: { defaultAction: "Deny", ipRules: [{ action: "Allow", iPAddressOrRange }] },
        });
        for (const good of ["20.1.2.3", "20.1.2.0/24"]) {
            await azure.registry(rules(good));
        }
        for (const bad of ["office", "20.1.2.0/33", "2001:db8::1"]) {
            await assertRefused(azure.registry(rules(bad)), "InvalidIPRule", bad);
        }
    });

    it("takes 100 network rules at most", async () => {
        const rules = (count: number) => {
            const ipRules = Array.from({ length: count }, (_, index) => ({
                action: "Allow",
                iPAddressOrRange: `20.1.2.${index}`,
            }));
            return { networkRuleSet: { defaultAction: "Deny", ipRules } };
        };
        await azure.registry(rules(100));
        await assertRefused(azure.registry(rules(101)), "IPRulesLimitReached", "100", "101");
    });

    it("forbids copies only where nobody reaches it from outside", async () => {
        const policies = { exportPolicy: { status: "disabled" } };
        await assertRefused(azure.registry({ policies }), "ExportPolicyConflict", "public network access");
        await azure.registry({ policies, publicNetworkAccess: "Disabled" });
    });

    it("keeps manifests without a tag for 0 to 365 days", async () => {
        const kept = (days: number) => ({ policies: { retentionPolicy: { status: "enabled", days } } });
        await azure.registry(kept(0));
        await azure.registry(kept(365));
        await assertRefused(azure.registry(kept(366)), "InvalidRetentionPolicy", "366", "365");
    });

    it("refuses soft delete with replicas, cache rules and retention", async () => {
        const softDelete = { softDeletePolicy: { status: "enabled" } };
        await azure.registry();
        await azure.registry({ policies: softDelete });
        await assertRefused(azure.replica("northeurope"), "SoftDeletePolicyConflict", "Geo-replication");
        await azure.registry();
        await azure.replica("northeurope");
        await azure.put("containerregistry:CacheRule", {
            registryName: "acrapp",
            cacheRuleName: "hub-nginx",
            sourceRepository: "quay.io/library/nginx",
            targetRepository: "hub/nginx",
        });
        const policies = { ...softDelete, retentionPolicy: { status: "enabled", days: 7 } };
        await assertRefused(
            azure.registry({ policies }),
            "SoftDeletePolicyConflict",
            "retention policy",
            "geo-replication",
            "artifact cache",
        );
    });

    it("gets customer-managed keys when it is made or never", async () => {
        const encryption = {
            status: "enabled",
            keyVaultProperties: { keyIdentifier: "https://v.vault.azure.net/keys/k" },
        };
        const identity = { type: "UserAssigned", userAssignedIdentities: { [azure.ids.identity]: {} } };
        await azure.registry();
        await assertRefused(azure.registry({ encryption, identity }), "EncryptionUpdateNotAllowed");
        const made = await azure.registry({ registryName: "acrkeyed", encryption, identity });
        assert.deepEqual(made.identity, {
            type: "UserAssigned",
            userAssignedIdentities: {
                [azure.ids.identity]: {
                    principalId: "55555555-5555-4555-8555-555555555555",
                    clientId: "66666666-6666-4666-8666-666666666666",
                },
            },
        });
        const nobody = { type: "UserAssigned", userAssignedIdentities: { "/subscriptions/s/nobody": {} } };
        await assertRefused(
            azure.registry({ registryName: "acrother", identity: nobody }),
            "FailedIdentityOperation",
            "nobody",
        );
    });
});

describe("a replica of a registry", () => {
    let azure: SimulatedAzure;
    beforeEach(() => {
        azure = new SimulatedAzure();
    });
    afterEach(() => azure.remove());

    it("needs Premium", async () => {
        await azure.registry({ sku: { name: "Basic" } });
        await assertRefused(azure.replica("northeurope"), "ResourceTypeNotSupported", "SKU Basic");
    });

    it("is in a region that the registry is not in yet; its home region counts", async () => {
        const registry = await azure.registry();
        assert.ok(azure.at(`${registry.id}/replications/westeurope`));
        await assertRefused(
            azure.replica("westeurope", { replicationName: "near" }),
            "ReplicationAlreadyExists",
            "westeurope",
        );
        await azure.replica("northeurope");
        await assertRefused(azure.replica("North Europe", { replicationName: "twin" }), "ReplicationAlreadyExists");
    });

    it("has a data endpoint of its own, which goes with it", async () => {
        const { id } = await azure.registry({ dataEndpointEnabled: true });
        const hosts = () => azure.at(id)?.properties.dataEndpointHostNames;
        assert.deepEqual(hosts(), ["acrapp.westeurope.data.azurecr.io"]);
        const replica = await azure.replica("northeurope");
        assert.deepEqual(hosts(), ["acrapp.westeurope.data.azurecr.io", "acrapp.northeurope.data.azurecr.io"]);
        await azure.arm.delete(replica.id);
        assert.deepEqual(hosts(), ["acrapp.westeurope.data.azurecr.io"]);
        await assert.rejects(azure.arm.delete(`${id}/replications/westeurope`), /home region/);
    });

    it("goes when its registry is deleted", async () => {
        const registry = await azure.registry();
        const replica = await azure.replica("northeurope");
        await azure.arm.delete(registry.id);
        assert.equal(azure.at(replica.id), undefined);
    });
});
