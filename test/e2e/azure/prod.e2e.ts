import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { KUBECONFIG } from "../../../platform/paths";
import { madeObjects, objects } from "../support/cluster";
import { eventually } from "../support/eventually";
import type { Ran } from "../support/scenario";
import { AzureScenario } from "./azureScenario";

const REGISTRIES = "Microsoft.ContainerRegistry/registries";

describe("the stack prod from nothing, in one up", () => {
    const scenario = new AzureScenario("e2e-azure-prod", "prod");
    let first: Ran;

    before(async () => {
        await scenario.prepare();
        scenario.set({ rollout: await scenario.push() });
        first = await scenario.up();
    });
    after(() => scenario.remove());

    it("goes through, and the image comes through the private registry", async () => {
        assert.equal(first.failure, undefined, first.output);
        const [registry] = Object.values(scenario.azure.world.read().resources).filter(
            ({ type }) => type === REGISTRIES,
        );
        assert.equal(registry?.properties.publicNetworkAccess, "Disabled");
        const [deployment] = await objects(scenario.name, "deployments");
        assert.ok(deployment?.spec.template.spec.containers[0].image.startsWith(scenario.azure.loginServer));
    });

    it("creates the endpoint after every replica, with a record for each region", () => {
        const endpoint = first.output.search(/PrivateEndpoint registry-home creating/);
        for (const region of ["northeurope", "eastus"]) {
            const replica = first.output.search(new RegExp(`Replication registry-${region} created`));
            assert.ok(replica >= 0 && replica < endpoint, first.output);
        }
        const registry = scenario.names(REGISTRIES)[0]?.toLowerCase();
        assert.deepEqual(scenario.names("Microsoft.Network/privateDnsZones/A"), [
            registry,
            ...["eastus", "northeurope", "westeurope"].map((region) => `${registry}.${region}.data`),
        ]);
    });

    it("assigns the role before anything is pulled", () => {
        const role = first.output.search(/RoleAssignment registry created/);
        assert.ok(role >= 0 && role < first.output.search(/DaemonSet app-shop creating/), first.output);
    });

    it("has nothing to change afterwards: preview and refresh", async () => {
        assert.deepEqual(Object.keys((await scenario.preview()).changes ?? {}), ["same"]);
        assert.deepEqual(Object.keys((await scenario.refresh()).changes ?? {}), ["same"]);
    });

    it("sees what somebody changed by hand, and puts it right", async () => {
        scenario.azure.world.change(({ resources }) => {
            for (const { type, properties } of Object.values(resources)) {
                if (type === REGISTRIES) {
                    properties.adminUserEnabled = true;
                }
            }
        });
        assert.equal((await scenario.refresh()).changes?.update, 1);
        const { changes, output } = await scenario.up();
        assert.equal(changes?.update, 1, output);
        assert.deepEqual(Object.keys(changes ?? {}).sort(), ["same", "update"]);
    });

    it("shows and stores no secret of the cluster in the clear", () => {
        const secrets = secretsOf(KUBECONFIG);
        assert.notDeepEqual(secrets, []);
        const texts = [first.output, ...filesBelow(path.join(scenario.workDir, "azure/state"))];
        for (const secret of secrets) {
            assert.ok(texts.every((text) => !text.includes(secret)));
        }
    });

    it("keeps the protected registry when it is destroyed, and says how to delete it", async () => {
        const { failure, output } = await scenario.destroy();
        assert.equal(failure, undefined, output);
        assert.match(output, /Kept, because it is protected: .*registries\/registry/);
        assert.match(output, /protect: false/);
        assert.equal(scenario.names(REGISTRIES).length, 1);
        assert.deepEqual(scenario.names("Microsoft.Network/privateEndpoints"), []);
        assert.deepEqual(scenario.names("Microsoft.Authorization/roleAssignments"), []);
        await eventually(async () => assert.deepEqual(await madeObjects(scenario.name), []));
    });

    it("is destroyed to the end once it is protected no more", async () => {
        scenario.set({ registry: { protect: false }, rollout: { images: [] } });
        assert.equal((await scenario.up()).failure, undefined);
        const { failure, output } = await scenario.destroy();
        assert.equal(failure, undefined, output);
        assert.deepEqual(scenario.names(REGISTRIES), []);
    });
});

/** Keys and tokens of a kubeconfig, as they stand and as base64 of the whole, which is how Azure hands it out. */
function secretsOf(file: string): string[] {
    const text = fs.readFileSync(file, "utf8");
    const { users } = parse(text) as { users: { user: Record<string, string> }[] };
    const keys = users.flatMap(({ user }) => [user["client-key-data"], user.token].filter((key) => key !== undefined));
    const middle = (secret: string) => secret.slice(40, 140);
    return [...keys, Buffer.from(text).toString("base64")].map(middle).filter((secret) => secret !== "");
}

function filesBelow(folder: string): string[] {
    return fs
        .readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), "utf8"));
}
