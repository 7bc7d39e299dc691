// Private endpoints in several networks, and the names under which a registry is found.
import assert from "node:assert/strict";
import {
    type EndpointRequest,
    endpointFaults,
    privateZoneName,
    pullHosts,
    zoneFaults,
} from "../../../model/registry/endpoints";
import { faultTexts } from "../../support/faultTexts";

const ZONES = "/subscriptions/s/resourceGroups/dns/providers/Microsoft.Network/privateDnsZones";
const HERE: EndpointRequest = { region: "westeurope", adoptsZone: false, extraLinks: 0 };
const THERE: EndpointRequest = { ...HERE, region: "North Europe" };

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

describe("endpointFaults", () => {
    it("accepts endpoints in several regions, each with a group and a zone of its own", () => {
        assert.deepEqual(faultTexts(endpointFaults([HERE, THERE])), []);
        assert.deepEqual(
            faultTexts(
                endpointFaults([
                    { ...HERE, resourceGroup: "rg-a" },
                    { ...THERE, resourceGroup: "rg-b" },
                ]),
            ),
            [],
        );
        const adopted = { adoptsZone: true, resourceGroup: "rg-a" };
        assert.deepEqual(
            faultTexts(
                endpointFaults([
                    { ...HERE, ...adopted, zoneId: "zone-a" },
                    { ...THERE, ...adopted, zoneId: "zone-b" },
                ]),
            ),
            [],
        );
    });

    it("refuses an empty list", () =>
        assert.match(faultTexts(endpointFaults([]))[0] ?? "", /^there is none; give the region/));

    it("refuses a region that is none", () => {
        assert.match(
            faultTexts(endpointFaults([{ ...HERE, region: "westeurop" }]))[0] ?? "",
            /did you mean westeurope/,
        );
    });

    it("refuses two in one region, in any spelling", () => {
        assert.match(
            faultTexts(endpointFaults([HERE, { ...HERE, region: "West Europe" }]))[0] ?? "",
            /^\[1\]\.region: there are two in westeurope/,
        );
    });

    it("refuses one zone for two, whose records would have the same names", () => {
        const faults = faultTexts(
            endpointFaults([
                { ...HERE, adoptsZone: true, zoneId: "/Zone" },
                { ...THERE, adoptsZone: true, zoneId: "/zone" },
            ]),
        );
        assert.match(faults[0] ?? "", /^\[1\]\.zoneId: two use the zone \/zone; each needs its own/);
    });

    it("refuses one resource group for two zones, which have the same name", () => {
        const faults = faultTexts(
            endpointFaults([
                { ...HERE, resourceGroup: "rg" },
                { ...THERE, resourceGroup: "RG" },
            ]),
        );
        assert.match(
            faults[0] ?? "",
            /^\[1\]\.resourceGroupName: two make a zone in resource group "rg"; each needs its own/,
        );
    });

    it("refuses further links to a zone of somebody else", () => {
        const [fault = ""] = faultTexts(endpointFaults([{ ...HERE, adoptsZone: true, extraLinks: 1 }]));
        assert.match(fault, /adopts a zone, whose owner links virtual networks; take virtualNetworkIds out$/);
    });
});

describe("zoneFaults", () => {
    it("accepts the registries' zone of the region's cloud only", () => {
        assert.deepEqual(faultTexts(zoneFaults(`${ZONES}/privatelink.azurecr.io`, "westeurope")), []);
        assert.deepEqual(faultTexts(zoneFaults(`${ZONES}/privatelink.vaultcore.azure.net`, "westeurope")), [
            'the zone is named "privatelink.vaultcore.azure.net"; registries are resolved in privatelink.azurecr.io',
        ]);
        assert.match(faultTexts(zoneFaults("privatelink.azurecr.io", "westeurope"))[0] ?? "", /is no id of that kind/);
    });
});
