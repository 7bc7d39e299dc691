import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as authorization from "@pulumi/azure-native/authorization";
import * as containerregistry from "@pulumi/azure-native/containerregistry";
import { ACR_PULL } from "../../../platform/azure/rules/registryRights";
import { KUBELET_IDENTITY, SUBSCRIPTION } from "../../../platform/azure/seed";
import { ofType } from "../../../platform/azure/world";
import { simulateAzure } from "../../../start/azure/engine";

const REGISTRIES = "Microsoft.ContainerRegistry/registries";
const REPLICATIONS = `${REGISTRIES}/replications`;

async function program(): Promise<Record<string, unknown>> {
    const group = { resourceGroupName: "rg-app" };
    const registry = new containerregistry.Registry("acrapp", {
        ...group,
        sku: { name: "Premium" },
        tags: { team: "shop" },
    });
    const place = { ...group, registryName: registry.name, location: "North Europe", replicationName: "northeurope" };
    new containerregistry.Replication("north", place);
    new authorization.RoleAssignment("pull", {
        scope: registry.id,
        principalId: KUBELET_IDENTITY,
        principalType: "ServicePrincipal",
        roleDefinitionId: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${ACR_PULL}`,
    });
    return { registryId: registry.id };
}

describe("a stack on the real engine and the simulated Azure", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "simulated-engine-"));
    after(() => fs.rmSync(folder, { recursive: true }));

    it("is created, seen to drift, put right and destroyed", async () => {
        const azure = simulateAzure(folder);
        const stack = await azure.stack("dev", program);
        assert.deepEqual((await stack.preview()).changeSummary, { create: 4 });

        const throttled = { status: 429, code: "TooManyRequests", message: "slow down", retryAfterSeconds: 0 };
        azure.setFaults({ faults: [{ operation: "PUT", type: REPLICATIONS, times: 1, answer: throttled }] });
        const { outputs } = await stack.up();
        const replicas = ofType(azure.world.read(), REPLICATIONS).map(({ name }) => name);
        assert.deepEqual(replicas.sort(), ["northeurope", "westeurope"]);

        azure.world.change((world) => {
            for (const registry of ofType(world, REGISTRIES)) {
                registry.tags = { team: "ops" };
                registry.properties.adminUserEnabled = true;
            }
        });
        assert.deepEqual((await stack.refresh()).summary.resourceChanges, { same: 3, update: 1 });
        assert.deepEqual((await stack.up()).summary.resourceChanges, { same: 3, update: 1 });
        const [registry] = ofType(azure.world.read(), REGISTRIES);
        assert.equal(registry?.id, outputs.registryId?.value);
        assert.deepEqual([registry?.tags, registry?.properties.adminUserEnabled], [{ team: "shop" }, false]);

        await stack.destroy();
        assert.deepEqual(ofType(azure.world.read(), REGISTRIES), []);
        assert.deepEqual(ofType(azure.world.read(), REPLICATIONS), []);
    });
});
