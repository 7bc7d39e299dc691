// Resource ids: what they say, and ids of the wrong kind.
import assert from "node:assert/strict";
import fc from "fast-check";
import {
    AzureType,
    azureIdFaults,
    expectAzureId,
    parseAzureId,
    virtualNetworkOf,
} from "../../../model/registry/azureIds";
import { faultTexts } from "../../support/faultTexts";

const GROUP = "/subscriptions/sub-1/resourceGroups/rg-1/providers";
const SUBNET = `${GROUP}/Microsoft.Network/virtualNetworks/vnet-1/subnets/endpoints`;

const names = fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/);
const types = fc.constantFrom(...Object.values(AzureType));

function idOf(subscription: string, group: string, type: string, name: string): string {
    const [provider, ...parts] = type.split("/");
    const tail = parts.map((part) => `${part}/${name}`).join("/");
    return `/subscriptions/${subscription}/resourceGroups/${group}/providers/${provider}/${tail}`;
}

describe("parseAzureId", () => {
    it("takes an id apart", () => {
        assert.deepEqual(parseAzureId(SUBNET), {
            subscription: "sub-1",
            resourceGroup: "rg-1",
            type: AzureType.Subnet,
            names: ["vnet-1", "endpoints"],
        });
        assert.equal(virtualNetworkOf(SUBNET), `${GROUP}/Microsoft.Network/virtualNetworks/vnet-1`);
    });

    for (const text of [
        "",
        "vnet-1",
        "/subscriptions/sub-1",
        `${SUBNET}/`,
        `${SUBNET}/more`,
        `${GROUP}/Microsoft.Network`,
    ]) {
        it(`knows that "${text}" is none`, () => assert.equal(parseAzureId(text), undefined));
    }
});

describe("azureIdFaults", () => {
    it("accepts every id of the type, in any case", () => {
        fc.assert(
            fc.property(names, names, names, types, (subscription, group, name, type) => {
                const id = idOf(subscription, group, type, name);
                assert.deepEqual(faultTexts(azureIdFaults(type, id)), []);
                assert.deepEqual(faultTexts(azureIdFaults(type, id.toLowerCase())), []);
            }),
        );
    });

    it("refuses every id of another type", () => {
        fc.assert(
            fc.property(names, types, types, (name, type, other) => {
                fc.pre(type !== other);
                assert.equal(faultTexts(azureIdFaults(other, idOf("sub-1", "rg-1", type, name))).length, 1);
            }),
        );
    });

    it("shows what an id of that kind looks like", () => {
        const expected = "/subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.Network";
        assert.deepEqual(faultTexts(azureIdFaults(AzureType.Subnet, "subnet-1")), [
            `"subnet-1" is not an id of that kind; expected ${expected}/virtualNetworks/<name>/subnets/<name>`,
        ]);
        assert.throws(() => expectAzureId(AzureType.Subnet, "subnet-1"), /"subnet-1" is not an id of that kind/);
    });
});
