// Regions of Azure: spellings that mean the same, and names that are none.
import assert from "node:assert/strict";
import fc from "fast-check";
import {
    AZURE_REGIONS,
    normaliseRegion,
    regionFault,
    regionWarning,
    sameRegion,
} from "../../../model/registry/regions";

const regions = fc.constantFrom(...AZURE_REGIONS);

/** The same name with spaces and capitals, as a portal or a person writes it. */
const respelled = regions.chain((region) =>
    fc
        .array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: region.length, maxLength: region.length })
        .map((marks) => ({
            region,
            text: [...region]
                .map((letter, index) => {
                    const [isUpper, isSpaced] = marks[index] ?? [false, false];
                    return (isSpaced ? " " : "") + (isUpper ? letter.toUpperCase() : letter);
                })
                .join(""),
        })),
);

describe("normaliseRegion", () => {
    it("gives the portal's spelling and the API's the same name", () => {
        assert.equal(normaliseRegion("West Europe"), "westeurope");
        assert.equal(normaliseRegion("East US 2"), "eastus2");
        assert.ok(sameRegion("West Europe", "westeurope"));
        assert.ok(!sameRegion("West Europe", "northeurope"));
    });

    it("brings every spelling back to the region, which is then accepted", () => {
        fc.assert(
            fc.property(respelled, ({ region, text }) => {
                assert.equal(normaliseRegion(text), region);
                assert.equal(regionFault(text), undefined);
            }),
        );
    });
});

describe("the list of regions", () => {
    it("holds each name once, in the spelling of the API", () => {
        assert.deepEqual([...new Set(AZURE_REGIONS)], AZURE_REGIONS);
        assert.deepEqual(AZURE_REGIONS.map(normaliseRegion), AZURE_REGIONS);
    });
});

describe("regionFault", () => {
    it("names the region that was meant", () => {
        assert.equal(regionFault("West Europ"), '"West Europ" is not a region of Azure; did you mean westeurope?');
        assert.match(regionFault("wsteurope") ?? "", /did you mean westeurope\?$/);
    });

    it("names regions that hold the text, three at most", () => {
        assert.equal(
            regionFault("Germany"),
            '"Germany" is not a region of Azure; did you mean germanynorth, germanywestcentral?',
        );
        assert.equal(regionFault("central")?.split(",").length, 3);
    });

    it("lets a region pass that may be newer than the list, which is warned of", () => {
        for (const region of ["norwaysouth", "usseceast", "Norway South"]) {
            assert.equal(regionFault(region), undefined);
            assert.match(
                regionWarning(region) ?? "",
                /is not a region that this version knows; it is taken as Azure's/,
            );
        }
        assert.equal(regionWarning("West Europe"), undefined);
    });

    it("says where to look when nothing is near", () => {
        assert.match(regionFault("europe-west1") ?? "", /`az account list-locations -o table` lists them$/);
        assert.match(regionFault("") ?? "", /^"" is not a region/);
    });
});
