// What a registry is to be: its name, regions and exposure, with all faults in one error.
import assert from "node:assert/strict";
import fc from "fast-check";
import {
    distanceWarning,
    Exposure,
    exportFaults,
    exposureOf,
    homeFaults,
    movedHomeFaults,
    registryChildName,
    registryFaults,
    retentionWarning,
} from "../../../model/registry/plan";
import { AZURE_REGIONS } from "../../../model/registry/regions";
import { faultTexts } from "../../support/faultTexts";

const regions = fc.uniqueArray(fc.constantFrom(...AZURE_REGIONS), { minLength: 2, maxLength: 6 });

describe("registryFaults", () => {
    it("accepts distinct regions, and nothing at all", () => {
        assert.deepEqual(faultTexts(registryFaults({})), []);
        fc.assert(fc.property(regions, (replicas) => assert.deepEqual(faultTexts(registryFaults({ replicas })), [])));
    });

    it("reports every fault of a request together, each with its property", () => {
        const faults = faultTexts(
            registryFaults({
                registryName: "a".repeat(51),
                replicas: ["North Europ", "West Europe", "westeurope"],
                allowedAddresses: ["office", "10.0.0.0/8"],
            }),
        );
        assert.deepEqual(
            faults.map((fault) => fault.split(" ")[0]),
            ["registryName:", "replicas[0]:", "replicas[2]:", "allowedAddresses[0]:", "allowedAddresses[1]:"],
        );
    });

    for (const name of ["acr1", "acr-shop", "acr_shop", "acr.shop", "", "a".repeat(51)]) {
        it(`refuses the name "${name}" with its length`, () => {
            const [fault = ""] = faultTexts(registryFaults({ registryName: name }));
            assert.match(
                fault,
                new RegExp(`\\(${name.length} characters\\) is not the name .*; expected 5 to 50 letters and`),
            );
        });
    }

    it("accepts names of 5 and of 50 letters and digits", () => {
        assert.deepEqual(faultTexts(registryFaults({ registryName: "acr01" })), []);
        assert.deepEqual(faultTexts(registryFaults({ registryName: "A".repeat(50) })), []);
    });

    it("sees a replica that is there twice in two spellings", () => {
        assert.deepEqual(faultTexts(registryFaults({ replicas: ["westeurope", "West Europe"] })), [
            'replicas[1]: "West Europe" (westeurope) is there twice',
        ]);
    });
});

describe("homeFaults", () => {
    it("refuses a replica in the home region, in any spelling", () => {
        assert.deepEqual(faultTexts(homeFaults("westeurope", ["northeurope", "West Europe"])), [
            '"westeurope" is the home region, which has every image; take "West Europe" out of replicas',
        ]);
    });

    it("accepts the home region next to others, and refuses it among them", () => {
        fc.assert(
            fc.property(regions, ([home = "", ...replicas]) => {
                assert.deepEqual(faultTexts(homeFaults(home, replicas)), []);
                assert.equal(faultTexts(homeFaults(home, [...replicas, home.toUpperCase()])).length, 1);
            }),
        );
    });

    it("refuses a region that is none", () =>
        assert.match(faultTexts(homeFaults("westeurop"))[0] ?? "", /did you mean westeurope/));
});

describe("exposureOf", () => {
    it("closes the public door as soon as there is a private one", () => {
        assert.equal(exposureOf(true), Exposure.Private);
        assert.equal(exposureOf(true, []), Exposure.Private);
    });

    it("opens it for an allow list only, with or without a private one", () => {
        assert.equal(exposureOf(true, ["203.0.113.7"]), Exposure.SelectedNetworks);
        assert.equal(exposureOf(false, ["203.0.113.7"]), Exposure.SelectedNetworks);
    });

    it("is public when there is neither", () => assert.equal(exposureOf(false), Exposure.Public));
});

describe("registryChildName", () => {
    it("is a valid registry name together with the 8 characters that Azure's generated name adds", () => {
        fc.assert(
            fc.property(fc.string({ minLength: 0, maxLength: 100 }), (name) => {
                assert.match(`${registryChildName(name)}1a2b3c4d`, /^[A-Za-z0-9]{9,50}$/);
            }),
        );
        assert.equal(registryChildName("a".repeat(60)).length + 8, 50);
        assert.equal(registryChildName("shop-eu.images"), "shopeuimages");
    });
});

describe("distanceWarning", () => {
    it("names both regions and the cost when pulls cross regions", () => {
        const warning = distanceWarning("westeurope", ["eastus"], "North Europe") ?? "";
        assert.match(warning, /^the registry is in westeurope and the cluster in northeurope/);
        assert.match(warning, /USD per GB/);
        assert.match(warning, /add northeurope to replicas, or leave location out$/);
    });

    it("is silent when the home region or a replica is next to the cluster", () => {
        assert.equal(distanceWarning("West Europe", [], "westeurope"), undefined);
        assert.equal(distanceWarning("eastus", ["westeurope"], "West Europe"), undefined);
    });
});

describe("what a registry keeps", () => {
    const texts = (request: Parameters<typeof registryFaults>[0]) => faultTexts(registryFaults(request));

    it("is a whole number of days, of a year at most", () => {
        for (const retentionDays of [undefined, 0, 7, 365]) {
            assert.deepEqual(texts({ retentionDays }), [], String(retentionDays));
        }
        for (const retentionDays of [-1, 366, 1.5, Number.NaN]) {
            const [text, ...others] = texts({ retentionDays });
            assert.match(
                text ?? "",
                /^retentionDays: .* expected a whole number from 0 to 365$/,
                String(retentionDays),
            );
            assert.deepEqual(others, []);
        }
    });

    it("is deleted by its days, which is told where there are some", () => {
        assert.equal(retentionWarning(undefined), undefined);
        assert.match(retentionWarning(0) ?? "", /are deleted after 0 days/);
    });

    it("may be kept from copies only behind a closed door", () => {
        for (const allowExport of [undefined, true]) {
            assert.deepEqual(exportFaults(allowExport, Exposure.Public), []);
        }
        assert.deepEqual(exportFaults(false, Exposure.Private), []);
        for (const exposure of [Exposure.Public, Exposure.SelectedNetworks]) {
            assert.match(
                faultTexts(exportFaults(false, exposure))[0] ?? "",
                /^allowExport: false needs a registry without/,
            );
        }
    });
});

describe("the regions of a registry", () => {
    it("have no traffic only where there is a replica", () => {
        const unrouted = (unroutedRegions: string[], replicas?: string[]) =>
            faultTexts(registryFaults({ unroutedRegions, replicas }));
        assert.deepEqual(unrouted(["West Europe"], ["northeurope", "westeurope"]), []);
        const [first, ...others] = unrouted(["northeurope", "West US"], ["northeurope", "westeurope"]);
        assert.equal(first, 'unroutedRegions[1]: "West US" is none of the replicas; there are northeurope, westeurope');
        assert.deepEqual(others, []);
        assert.match(unrouted(["westus"])[0] ?? "", /there are none$/);
    });

    it("begin with the one that it was created in", () => {
        assert.deepEqual(movedHomeFaults(undefined, "westeurope"), []);
        assert.deepEqual(movedHomeFaults("West Europe", "westeurope"), []);
        const [text = ""] = faultTexts(movedHomeFaults("West Europe", "North Europe"));
        assert.match(text, /^location: the registry is in westeurope; in northeurope it would be created again/);
        assert.match(text, /`location: westeurope`, and add northeurope to replicas/);
        assert.deepEqual(homeFaults("westeurope"), []);
    });
});
