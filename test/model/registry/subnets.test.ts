// Private addresses: what a registry takes of a subnet, and what the subnet has.
import assert from "node:assert/strict";
import fc from "fast-check";
import {
    addressesNeeded,
    prefixFaults,
    subnetFaults,
    subnetWarning,
    takenAddresses,
    usableAddresses,
} from "../../../model/registry/subnets";
import { faultTexts } from "../../support/faultTexts";

const regions = fc.integer({ min: 1, max: 60 });
const bits = fc.integer({ min: 16, max: 30 });

describe("addressesNeeded", () => {
    it("is one for the registry and one for each region", () => {
        assert.equal(addressesNeeded(1), 2);
        assert.equal(addressesNeeded(5), 6);
    });
});

describe("usableAddresses", () => {
    it("leaves out the five that Azure keeps of each prefix", () => {
        assert.equal(usableAddresses(["10.1.4.0/27"]), 27);
        assert.equal(usableAddresses(["10.1.4.0/29"]), 3);
        assert.equal(usableAddresses(["10.1.4.0/29", "10.1.5.0/29"]), 6);
        assert.equal(usableAddresses(["10.1.4.0/30"]), 0);
    });

    it("does not count IPv6, which private endpoints do not use", () => {
        assert.equal(usableAddresses(["10.1.4.0/29", "fd00:1::/64"]), 3);
        assert.equal(usableAddresses([""]), 0);
    });
});

describe("subnetFaults", () => {
    it("gives both numbers and the size that is advised", () => {
        assert.deepEqual(faultTexts(subnetFaults(["10.1.4.0/29"], 5)), [
            "the subnet 10.1.4.0/29 has 3 usable addresses (Azure keeps 5), and a registry in 5 regions takes 6; " +
                "use a subnet of /27 or larger",
        ]);
    });

    it("takes the addresses of others into account", () => {
        assert.match(
            faultTexts(subnetFaults(["10.1.4.0/27"], 3, 25)).join(),
            /27 usable addresses \(Azure keeps 5\), of which others take 25, and a registry in 3 regions takes 4/,
        );
        fc.assert(
            fc.property(regions, bits, fc.nat(300), (count, length, taken) => {
                const isRefused = subnetFaults([`10.0.0.0/${length}`], count, taken).length > 0;
                assert.equal(isRefused, 2 ** (32 - length) - 5 - taken < 1 + count);
            }),
        );
    });

    it("refuses exactly the subnets that have too few", () => {
        fc.assert(
            fc.property(regions, bits, (count, length) => {
                const isRefused = faultTexts(subnetFaults([`10.0.0.0/${length}`], count)).length > 0;
                assert.equal(isRefused, 2 ** (32 - length) - 5 < 1 + count);
            }),
        );
    });

    it("accepts the advised size for 26 regions, and not for 27", () => {
        assert.deepEqual(faultTexts(subnetFaults(["10.0.0.0/27"], 26)), []);
        assert.equal(faultTexts(subnetFaults(["10.0.0.0/27"], 27)).length, 1);
    });
});

describe("subnetWarning", () => {
    it("warns of a subnet that is enough for now only", () => {
        assert.equal(
            subnetWarning(["10.1.4.0/28"], 2),
            "the subnet 10.1.4.0/28 has 11 usable addresses, of which the registry takes 3 and every further replica one; " +
                "/27 or larger is advised",
        );
        assert.equal(subnetWarning(["10.1.4.0/27"], 2), undefined);
    });
});

describe("prefixFaults", () => {
    it("accepts an IPv4 prefix and nothing else", () => {
        assert.deepEqual(faultTexts(prefixFaults("10.1.4.0/27")), []);
        for (const text of ["10.1.4.0", "10.1/16", "10.1.4.0/33", "fd00::/64", "endpoints"]) {
            assert.deepEqual(faultTexts(prefixFaults(text)), [
                `"${text}" is not an IPv4 prefix; expected such as 10.1.4.0/27`,
            ]);
        }
    });
});

describe("takenAddresses", () => {
    const ofInterface = (name: string) => `/subscriptions/s/networkInterfaces/${name}/ipConfigurations/a`;

    it("are those of others: an endpoint's own interface is named after it", () => {
        const own = [
            ofInterface("registry1a2b3c4d.nic.x"),
            ofInterface("REGISTRY1A2B3C4D.nic.x"),
            ofInterface("old00000000.nic"),
        ];
        const others = [ofInterface("registry-other1a2b3c4d.nic"), ofInterface("registry.nic"), ofInterface("vm1")];
        assert.equal(takenAddresses([...own, ...others], ["registry", "old"]), 3);
        assert.equal(takenAddresses(own, []), 3);
        assert.equal(takenAddresses([], ["registry"]), 0);
    });
});
