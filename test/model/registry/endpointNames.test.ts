import assert from "node:assert/strict";
import { endpointNames } from "../../../model/registry/endpointNames";

const names = (...endpoints: Parameters<typeof endpointNames>[0]) => endpointNames(endpoints).map(({ name }) => name);

describe("the name of an endpoint", () => {
    it("is the one that was given, and the others are former ones", () => {
        assert.deepEqual(endpointNames([{ name: "hub", region: "North Europe", resourceGroup: "rg-hub" }]), [
            { name: "hub", otherNames: ["rg-hub", "northeurope"] },
        ]);
    });

    it("is that of the resource group that is its own, wherever the endpoint is", () => {
        assert.deepEqual(names({ region: "westeurope", resourceGroup: "RG_Hub (net)" }), ["rg-hub-net"]);
        assert.deepEqual(names({ region: "uksouth", resourceGroup: "RG_Hub (net)" }), ["rg-hub-net"]);
    });

    it("is the region in a group that several share, and in one that is created", () => {
        assert.deepEqual(
            names(
                { region: "westeurope", resourceGroup: "rg-hub" },
                { region: "northeurope", resourceGroup: "RG-hub" },
                { region: "uksouth" },
            ),
            ["westeurope", "northeurope", "uksouth"],
        );
    });
});
