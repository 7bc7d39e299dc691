import assert from "node:assert/strict";
import { type EndpointPlace, endpointNames } from "../../../model/registry/endpointNames";

type Place = Omit<EndpointPlace, "createsZone"> & Partial<EndpointPlace>;

const namesOf = (...places: Place[]) => endpointNames(places.map((place) => ({ createsZone: true, ...place })));
const names = (...places: Place[]) => namesOf(...places).map(({ name }) => name);

describe("the name of an endpoint", () => {
    it("is the one that was given, and the others are former ones", () => {
        assert.deepEqual(namesOf({ name: "hub", region: "North Europe", resourceGroup: "rg-hub" }), [
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

    it("is that of the group for the one that creates the group's zone", () => {
        const shared = { resourceGroup: "rg-hub", createsZone: false };
        assert.deepEqual(
            names({ region: "westeurope", ...shared }, { region: "northeurope", resourceGroup: "rg-hub" }),
            ["westeurope", "rg-hub"],
        );
        assert.deepEqual(names({ region: "westeurope", ...shared }), ["rg-hub"]);
    });
});
