import assert from "node:assert/strict";
import { objects } from "../support/cluster";
import { eventually } from "../support/eventually";
import type { Ran } from "../support/scenario";
import { AzureScenario, type Settings } from "./azureScenario";

const RECORDS = "Microsoft.Network/privateDnsZones/A";

describe("changes of the stack prod", () => {
    const scenario = new AzureScenario("e2e-azure-changes", "prod");
    let images: { images: Settings[] };
    let registry = "";

    const regions = () => scenario.names(RECORDS).flatMap((name) => /\.(\w+)\.data$/.exec(name)?.[1] ?? []);
    const changed = ({ failure, output, changes = {} }: Ran) => {
        assert.equal(failure, undefined, output);
        const { same: _, ...rest } = changes;
        return rest;
    };

    before(async () => {
        await scenario.prepare();
        images = await scenario.push();
        scenario.set({ rollout: images });
        const { failure, output } = await scenario.up();
        assert.equal(failure, undefined, output);
        registry = scenario.names("Microsoft.ContainerRegistry/registries")[0] ?? "";
    });
    after(() => scenario.remove());

    it("a replica more makes the replica alone, and the endpoint gets its record", async () => {
        scenario.set({ registry: { replicas: ["northeurope", "eastus", "uksouth"] }, rollout: images });
        assert.deepEqual(changed(await scenario.preview()), { create: 1 });
        assert.deepEqual(changed(await scenario.up()), { create: 1 });
        assert.deepEqual(regions(), ["eastus", "northeurope", "uksouth", "westeurope"]);
        assert.deepEqual(changed(await scenario.preview()), {});
    });

    it("a replica less deletes the replica alone, and the endpoint loses its record", async () => {
        scenario.set({ registry: { replicas: ["northeurope"] }, rollout: images });
        assert.deepEqual(changed(await scenario.up()), { delete: 2 });
        assert.deepEqual(regions(), ["northeurope", "westeurope"]);
    });

    it("an allow list changes the registry in place", async () => {
        const allowed = { replicas: ["northeurope"], allowedAddresses: ["203.0.113.0/24"] };
        scenario.set({ registry: allowed, rollout: images });
        assert.deepEqual(changed(await scenario.up()), { update: 1 });
        assert.deepEqual(scenario.names("Microsoft.ContainerRegistry/registries"), [registry]);
        const { resources } = scenario.azure.world.read();
        const found = Object.values(resources).find(({ name }) => name === registry);
        assert.equal(found?.properties.publicNetworkAccess, "Enabled");
        const rules = found?.properties.networkRuleSet as { defaultAction: string; ipRules: { value: string }[] };
        assert.equal(rules.defaultAction, "Deny");
        assert.deepEqual(
            rules.ipRules.map(({ value }) => value),
            ["203.0.113.0/24"],
        );
        scenario.set({ registry: { replicas: ["northeurope"] }, rollout: images });
        assert.deepEqual(changed(await scenario.up()), { update: 1 });
    });

    it("a new image touches nothing of Azure", async () => {
        const before = JSON.stringify(scenario.azure.world.read());
        const [old] = await objects(scenario.name, "daemonsets");
        scenario.set({ registry: { replicas: ["northeurope"] }, rollout: await scenario.push() });
        const ran = await scenario.up();
        assert.equal(ran.failure, undefined, ran.output);
        assert.equal(JSON.stringify(scenario.azure.world.read()), before);
        await eventually(async () => {
            const names = (await objects(scenario.name, "daemonsets")).map(({ metadata }) => metadata.name);
            assert.equal(names.length, 1);
            assert.notEqual(names[0], old?.metadata.name);
        });
    });

    it("leaves the registry and its SKU alone through all of it", () => {
        assert.deepEqual(scenario.names("Microsoft.ContainerRegistry/registries"), [registry]);
        const { resources } = scenario.azure.world.read();
        const found = Object.values(resources).find(({ name }) => name === registry);
        assert.equal((found?.sku as { name: string } | undefined)?.name, "Premium");
    });
});
