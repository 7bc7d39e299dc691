// The names under which a registry is found, and who makes nodes find it.
import assert from "node:assert/strict";
import { approvalIsAwaited, privateZoneName, pullHosts, zoneFaults } from "../../../model/registry/endpoints";
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
