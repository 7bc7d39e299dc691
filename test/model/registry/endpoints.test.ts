// The names under which a registry is found, and who makes nodes find it.
import assert from "node:assert/strict";
import {
    approvalIsAwaited,
    cloudReason,
    privateZoneName,
    pullHosts,
    recordsAreLeft,
    unlinkedNetworkWarnings,
    zoneFaults,
} from "../../../model/registry/endpoints";
import { faultTexts } from "../../support/faultTexts";

const ZONES = "/subscriptions/s/resourceGroups/dns/providers/Microsoft.Network/privateDnsZones";

describe("privateZoneName", () => {
    it("is that of the cloud that the region belongs to", () => {
        assert.equal(privateZoneName("West Europe"), "privatelink.azurecr.io");
        assert.equal(privateZoneName("China North 3"), "privatelink.azurecr.cn");
        assert.equal(privateZoneName("usgovvirginia"), "privatelink.azurecr.us");
        assert.equal(privateZoneName("westus"), "privatelink.azurecr.io");
    });
});

describe("pullHosts", () => {
    it("are the registry and the data endpoint of each region", () => {
        assert.deepEqual(pullHosts("acr1.azurecr.io", ["westeurope", "North Europe"]), [
            "acr1.azurecr.io",
            "acr1.westeurope.data.azurecr.io",
            "acr1.northeurope.data.azurecr.io",
        ]);
    });
});

describe("zoneFaults", () => {
    it("accepts the registries' zone of the region's cloud only", () => {
        assert.deepEqual(faultTexts(zoneFaults(`${ZONES}/privatelink.azurecr.io`, "westeurope")), []);
        assert.deepEqual(faultTexts(zoneFaults(`${ZONES}/privatelink.vaultcore.azure.net`, "westeurope")), [
            'the zone is named "privatelink.vaultcore.azure.net"; registries are resolved in privatelink.azurecr.io',
        ]);
        assert.match(
            faultTexts(zoneFaults("privatelink.azurecr.io", "westeurope"))[0] ?? "",
            /is not an id of that kind/,
        );
    });
});

describe("approvalIsAwaited", () => {
    it("says with which commands the registry's owner approves an endpoint", () => {
        const registry = "/subscriptions/s/resourceGroups/hub/providers/Microsoft.ContainerRegistry/registries/acrhub";
        const text = approvalIsAwaited("West Europe", registry);
        assert.match(
            text,
            /^nothing passes the endpoint in westeurope until the owner of registry acrhub has approved it/,
        );
        assert.match(text, /`az acr private-endpoint-connection approve --registry-name acrhub --name <connection>`/);
    });
});

describe("a region that is to work with a registry", () => {
    it("is of the same cloud", () => {
        assert.equal(cloudReason("West Europe", "eastus"), undefined);
        assert.equal(cloudReason("usdodeast", "usgovvirginia"), undefined);
        const text = cloudReason("chinanorth3", "West Europe") ?? "";
        assert.match(
            text,
            /^"chinanorth3" is in another cloud \(azurecr\.cn\) than the registry in westeurope \(azurecr\.io\)/,
        );
        assert.match(cloudReason("westus", "usgovvirginia") ?? "", /\(azurecr\.io\).*\(azurecr\.us\)/);
    });

    it("has its records from others where no zone group writes them", () => {
        assert.match(recordsAreLeft("China North 3"), /in chinanorth3 are left.*in privatelink\.azurecr\.cn, and/);
    });
});

describe("the networks of a cluster", () => {
    const cluster = (hasManagedNetwork: boolean) => ({
        name: "aks",
        networks: ["/vnet/A", "/vnet/B"],
        hasManagedNetwork,
    });
    const warned = (linked: string[], managed = false) =>
        unlinkedNetworkWarnings(cluster(managed), linked).map(
            (text) => /^the network (.*) of cluster aks is linked/.exec(text)?.[1],
        );

    it("are each named where no endpoint's zone is linked to them", () => {
        assert.deepEqual(warned(["/VNET/a", "/vnet/b", "/vnet/c"]), []);
        assert.deepEqual(warned(["/vnet/b"]), ["/vnet/A"]);
        assert.deepEqual(warned([]), ["/vnet/A", "/vnet/B"]);
    });

    it("may be one that AKS manages, which nobody can link beforehand", () => {
        assert.deepEqual(warned(["/vnet/a", "/vnet/b"], true), [
            "that AKS manages for it, in the resource group of the nodes,",
        ]);
    });
});
