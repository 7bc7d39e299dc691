// Where the registry of a cluster is, and what it costs to be elsewhere.
import assert from "node:assert/strict";
import { program } from "../../support/aksRegistry";
import { azure } from "../../support/azureWorld";
import { failed, recorded, refused } from "../../support/harness";

describe("the region of an AksRegistry", () => {
    it("takes a region that Azure names and this version does not know, with a warning", async () => {
        const { one, log } = await recorded(program(), azure({ location: "eastus4" }));
        assert.equal(one("Registry").inputs.location, "eastus4");
        assert.match(log.join("\n"), /"eastus4" is not a region that this version knows/);
        assert.match(
            await refused(program({ location: "eastus4" }), azure()),
            /"eastus4" is not a region of Azure; did you mean/,
        );
    });

    it("stays in its region until it is told to move, which loses its images", async () => {
        const elsewhere = azure({ registryLocation: "northeurope" });
        const { text, resources } = await failed(program({ replicas: ["eastus"] }), elsewhere);
        assert.match(
            text,
            /location: the registry is in northeurope; in westeurope it would be created again, without/,
        );
        assert.match(text, /`location: northeurope`.*`moveRegistry: true`/);
        const made = resources.map(({ type }) => type.split(":").at(-1));
        assert.ok(!made.includes("Replication") && !made.includes("PrivateEndpoint"), made.join());
        const { one } = await recorded(program(), azure());
        assert.deepEqual(one("Registry").ignoreChanges, ["zoneRedundancy", "location"]);
        const moving = await recorded(program({ moveRegistry: true }), azure());
        assert.deepEqual(moving.one("Registry").ignoreChanges, ["zoneRedundancy"]);
    });

    it("may have its home elsewhere and a replica where the cluster is", async () => {
        const { log } = await recorded(program({ location: "eastus", replicas: ["westeurope"] }), azure());
        assert.deepEqual(log, []);
    });

    it("says what another region than the cluster's costs", async () => {
        const { one, log } = await recorded(program({ location: "North Europe" }), azure());
        assert.equal(one("Registry").inputs.location, "northeurope");
        assert.match(log.join("\n"), /the registry is in northeurope and the cluster in westeurope.*USD per GB/);
    });

    it("creates a public registry without private endpoints, and says so", async () => {
        const { one, log } = await recorded(program({ privateEndpoints: undefined }), azure());
        assert.equal(one("Registry").inputs.publicNetworkAccess, "Enabled");
        assert.match(log.join("\n"), /answers everybody on the internet/);
    });
});
