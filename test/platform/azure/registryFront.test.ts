import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ResourceManager } from "../../../platform/azure/arm";
import { kindOfToken } from "../../../platform/azure/kinds";
import { type RegistryFront, startRegistryFront } from "../../../platform/azure/registryFront";
import { ACR_PULL } from "../../../platform/azure/rules/registryRights";
import { KUBELET_IDENTITY, SUBSCRIPTION } from "../../../platform/azure/seed";
import { SimulatedAzure } from "../../support/simulatedAzure";

const NAME = "9a9a9a9a-0000-4000-8000-000000000001";

function definition(role: string): string {
    return `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
}

describe("the front of a simulated registry", () => {
    let azure: SimulatedAzure;
    let upstream: Server;
    let front: RegistryFront;
    beforeEach(async () => {
        azure = new SimulatedAzure();
        upstream = createServer((request, response) => response.end(`upstream ${request.url}`));
        await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
        const address = `127.0.0.1:${(upstream.address() as AddressInfo).port}`;
        front = await startRegistryFront({ world: azure.world, faults: azure.faults, upstream: address });
        const arm = new ResourceManager({ world: azure.world, loginServer: front.loginServer });
        const id = `${azure.ids.group}/providers/Microsoft.ContainerRegistry/registries/acrapp`;
        await arm.put(kindOfToken("containerregistry:Registry"), id, {
            location: "westeurope",
            sku: { name: "Premium" },
        });
    });
    afterEach(async () => {
        await front.close();
        await new Promise((resolve) => upstream.close(resolve));
        azure.remove();
    });

    const get = async (path: string, token?: string) => {
        const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
        const response = await fetch(`http://${front.loginServer}${path}`, { headers });
        return {
            status: response.status,
            challenge: response.headers.get("www-authenticate"),
            text: await response.text(),
        };
    };
    const manifest = "/v2/shop/api/manifests/1.0";

    it("asks for a token as a registry does, and refuses one without a role", async () => {
        const first = await get(manifest);
        assert.equal(first.status, 401);
        assert.match(
            first.challenge ?? "",
            /^Bearer realm="http:\/\/127\.0\.0\.1:\d+\/oauth2\/token".*scope="repository:shop\/api:pull"$/,
        );
        const refused = await get("/oauth2/token?scope=repository:shop/api:pull");
        assert.equal(refused.status, 401);
        assert.match(refused.text, /UNAUTHORIZED.*aka\.ms\/acr\/authorization/);
        assert.equal((await get(manifest, "made-up")).status, 401);
    });

    it("hands out what the local registry has, to who has the role", async () => {
        await azure.put("authorization:RoleAssignment", {
            scope: `${azure.ids.group}/providers/Microsoft.ContainerRegistry/registries/acrapp`,
            roleAssignmentName: NAME,
            roleDefinitionId: definition(ACR_PULL),
            principalId: KUBELET_IDENTITY,
            principalType: "ServicePrincipal",
        });
        // The front goes by the machine's clock, and the assignment was made by the test's.
        const { token } = JSON.parse((await get("/oauth2/token")).text) as { token: string };
        assert.deepEqual(await get(manifest, token), { status: 200, challenge: null, text: `upstream ${manifest}` });
    });

    it("answers 403 for a registry that is gone", async () => {
        await azure.arm.delete(`${azure.ids.group}/providers/Microsoft.ContainerRegistry/registries/acrapp`);
        const denied = await get("/v2/");
        assert.equal(denied.status, 403);
        assert.match(denied.text, /DENIED.*aka\.ms\/acr\/firewall/);
    });
});
