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

    it("takes a name that is one, once, and not the region of another one", () => {
        assert.deepEqual(faultTexts(endpointFaults([{ ...HERE, name: "hub" }, THERE])), []);
        const faults = (name: string) => faultTexts(endpointFaults([HERE, { ...THERE, name }])).join();
        assert.match(faults("Hub_1"), /^\[1\]\.name: "Hub_1" names no endpoint; expected up to 40 of a-z/);
        assert.match(faults("westeurope"), /^\[1\]\.name: there are two named "westeurope"/);
    });

    it("takes no zone and no links where Azure Policy writes the records", () => {
        const policy = { ...HERE, dns: "policy" } as const;
        assert.deepEqual(faultTexts(endpointFaults([policy, { ...THERE, dns: "policy", resourceGroup: "rg" }])), []);
        const faults = faultTexts(endpointFaults([{ ...policy, adoptsZone: true, extraLinks: 1 }]));
        assert.match(faults[0] ?? "", /^\[0\]\.zoneId: no zone is used with dns "policy"/);
        assert.match(faults[1] ?? "", /^\[0\]\.virtualNetworkIds: no zone is used with dns "policy"/);
        const typo = { ...HERE, dns: "policies" as "policy" };
        assert.match(
            faultTexts(endpointFaults([typo]))[0] ?? "",
            /dns: "policies" is not accepted; expected zone or policy/,
        );
    });

    it("refuses a network in two zones of one name", () => {
        const [one, other] = [["/vnet-a"], ["/VNet-A", "/vnet-b"]];
        const faults = faultTexts(
            endpointFaults([
                { ...HERE, networks: one },
                { ...THERE, networks: other },
            ]),
        );
        assert.match(faults.join(), /^\[1\]\.virtualNetworkIds: \/vnet-a is linked to the zone of another endpoint/);
        const adopting = { ...THERE, networks: other, adoptsZone: true };
        assert.deepEqual(faultTexts(endpointFaults([{ ...HERE, networks: one }, adopting])), []);
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
            /^\[1\]\.resourceGroupName: two create a zone in resource group "rg"; each needs its own/,
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
        assert.match(
            faultTexts(zoneFaults("privatelink.azurecr.io", "westeurope"))[0] ?? "",
            /is not an id of that kind/,
        );
    });
});
