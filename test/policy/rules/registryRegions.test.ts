import assert from "node:assert/strict";
import { type StackResource, stackViolations, UNKNOWN } from "../../support/violations";

const found = (resources: readonly StackResource[], regions?: readonly string[]) =>
    stackViolations("registry-regions", resources, { regions });

const REGISTRY = registry("acr", "West Europe");

function registry(urn: string, location: string): StackResource {
    return { urn, type: "azure-native:containerregistry:Registry", props: { location, name: UNKNOWN } };
}

function replica(of: string, location: string): StackResource {
    const props = { location, registryName: UNKNOWN };
    const type = "azure-native:containerregistry:Replication";
    return { urn: `${of}-${location}`, type, props, from: { registryName: [of] } };
}

describe("the rule registry-regions", () => {
    it("refuses a registry that is missing in a region of the setting", () => {
        assert.deepEqual(found([REGISTRY, replica("acr", "northeurope")], ["westeurope", "eastus", "uksouth"]), [
            "acr: the registry is in West Europe, northeurope, not in eastus, uksouth: pulls there cross regions; " +
                "add a Replication for each",
        ]);
    });

    it("accepts a registry that is everywhere by its home and its replicas, in any spelling", () => {
        assert.deepEqual(found([REGISTRY, replica("acr", "northeurope")], ["westeurope", "North Europe"]), []);
    });

    it("does not take the replica of another registry for its own", () => {
        const resources = [REGISTRY, registry("other", "eastus"), replica("other", "westeurope")];
        assert.match(found(resources, ["westeurope", "eastus"]).join(), /^acr: .* not in eastus/);
    });

    it("knows a replica by the registry's name where it is written out, or returned by nobody", () => {
        const named = { ...REGISTRY, props: { location: "westeurope", name: "acr1" } };
        const written = (registryName: string | undefined) => ({
            ...replica("acr", "eastus"),
            props: { location: "eastus", registryName },
            from: {},
        });
        assert.deepEqual(found([named, written("acr1")], ["eastus"]), []);
        assert.deepEqual(found([named, written(undefined)], ["eastus"]), []);
        assert.equal(found([named, written("acr2")], ["eastus"]).length, 1);
    });

    it("refuses a setting that is not a region", () => {
        assert.match(
            found([], ["westeurop"]).join(),
            /^the setting regions: "westeurop" is not a region .* westeurope/,
        );
    });

    it("says nothing without the setting, and without a registry", () => {
        assert.deepEqual(found([REGISTRY]), []);
        assert.deepEqual(found([], ["eastus"]), []);
    });
});
