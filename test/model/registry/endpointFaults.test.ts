// Private endpoints in several networks.
import assert from "node:assert/strict";
import { type EndpointRequest, endpointFaults } from "../../../model/registry/endpointFaults";
import { EndpointDns } from "../../../model/registry/endpoints";
import { faultTexts } from "../../support/faultTexts";

const HERE: EndpointRequest = { region: "westeurope", adoptsZone: false, extraLinks: 0 };
const THERE: EndpointRequest = { ...HERE, region: "North Europe" };

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

    it("leaves it to the owner of an adopted zone whether its links fall back to public answers", () => {
        const internetFallback = true;
        const [fault] = faultTexts(endpointFaults([{ ...HERE, adoptsZone: true, internetFallback }]));
        assert.match(
            fault ?? "",
            /^\[0\]\.internetFallback: the owner of the zone that is adopted links networks to it/,
        );
        const [policy] = faultTexts(endpointFaults([{ ...HERE, dns: EndpointDns.Policy, internetFallback }]));
        assert.match(policy ?? "", /^\[0\]\.internetFallback: no zone is used with dns "policy"/);
        assert.deepEqual(endpointFaults([{ ...HERE, internetFallback }]), []);
    });

    it("takes a message for the registry's owner of 1 to 140 characters", () => {
        const faults = (approvalMessage: string) => faultTexts(endpointFaults([{ ...HERE, approvalMessage }]));
        assert.deepEqual([faults("x"), faults("x".repeat(140))], [[], []]);
        assert.deepEqual(faults(""), ["[0].approvalMessage: it has 0 characters; expected 1 to 140"]);
        assert.deepEqual(faults("x".repeat(141)), ["[0].approvalMessage: it has 141 characters; expected 1 to 140"]);
    });
});
