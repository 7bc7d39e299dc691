import assert from "node:assert/strict";
import type { Fault } from "../../../platform/azure/faults";
import { AzureScenario } from "./azureScenario";

const REGISTRIES = "Microsoft.ContainerRegistry/registries";
const REPLICATIONS = `${REGISTRIES}/replications`;

describe("Azure's Resource Manager, when it does not go as planned", () => {
    const scenario = new AzureScenario("e2e-azure-arm", "prod");
    const failing = (fault: Omit<Fault, "operation">) =>
        scenario.azure.setFaults({ faults: [{ operation: "PUT", ...fault }] });

    before(() => scenario.prepare());
    after(() => scenario.remove());

    it("a refused registry ends up with the service's code and text, and nothing after it is made", async () => {
        const answer = { status: 409, code: "RegistryInTransition", message: "The registry is being moved." };
        failing({ type: REGISTRIES, answer });
        const { failure, output } = await scenario.up();
        assert.ok(failure, output);
        assert.match(output, /RegistryInTransition/);
        assert.match(output, /The registry is being moved\./);
        assert.deepEqual(scenario.names("Microsoft.Network/privateEndpoints"), []);
    });

    it("a replica that fails half-way ends up with its code, before any endpoint is made", async () => {
        const ends = { code: "ReplicationFailed", message: "No capacity in eastus." };
        failing({ type: REPLICATIONS, name: "eastus", ends });
        const { failure, output } = await scenario.up();
        assert.ok(failure, output);
        assert.match(output, /ReplicationFailed.*No capacity in eastus\./s);
        assert.deepEqual(scenario.names("Microsoft.Network/privateEndpoints"), []);
    });

    it("throttling is waited out, and the next up makes what is missing", async () => {
        const answer = { status: 429, code: "TooManyRequests", message: "slow down", retryAfterSeconds: 1 };
        failing({ type: REPLICATIONS, times: 2, answer });
        const { failure, output } = await scenario.up();
        assert.equal(failure, undefined, output);
        assert.deepEqual(scenario.names(REPLICATIONS), ["eastus", "northeurope", "westeurope"]);
        assert.equal(scenario.names("Microsoft.Network/privateDnsZones/A").length, 4);
        assert.deepEqual(Object.keys((await scenario.preview()).changes ?? {}), ["same"]);
    });
});
