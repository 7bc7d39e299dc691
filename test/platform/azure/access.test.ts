import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ResourceManager } from "../../../platform/azure/arm";
import { kindOfToken } from "../../../platform/azure/kinds";
import { pullRefusal } from "../../../platform/azure/pullRules";
import { type RegistryFront, startRegistryFront } from "../../../platform/azure/registryFront";
import { ACR_PULL, ACR_PUSH, REPOSITORY_READER, REPOSITORY_WRITER } from "../../../platform/azure/rules/registryRights";
import { KUBELET_IDENTITY, SUBSCRIPTION } from "../../../platform/azure/seed";
import { assertRefused, Played } from "./played";

const NAME = "9a9a9a9a-0000-4000-8000-000000000001";
const USER = "44444444-4444-4444-8444-444444444444";
const NOBODY = "99999999-9999-4999-8999-999999999999";

function definition(role: string): string {
    return `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
}

describe("a role assignment on a registry", () => {
    let azure: Played;
    let scope: string;
    beforeEach(async () => {
        azure = new Played();
        scope = (await azure.registry()).id;
    });
    afterEach(() => azure.remove());

    const assign = (inputs: Record<string, unknown> = {}) =>
        azure.put("authorization:RoleAssignment", {
            scope,
            roleAssignmentName: NAME,
            roleDefinitionId: definition(ACR_PULL),
            principalId: KUBELET_IDENTITY,
            principalType: "ServicePrincipal",
            ...inputs,
        });

    it("has a GUID as its name and a role that exists", async () => {
        await assertRefused(assign({ roleAssignmentName: "pull" }), "InvalidRoleAssignmentId", "'pull'", "GUID");
        await assertRefused(assign({ roleDefinitionId: definition(NOBODY) }), "RoleDefinitionDoesNotExist", NOBODY);
        await assertRefused(assign({ roleDefinitionId: ACR_PULL }), "InvalidRoleDefinitionId", "fully qualified");
    });

    it("looks its principal up, unless that is said to be a service principal, which may be new", async () => {
        await assertRefused(
            assign({ principalType: undefined }),
            "UnmatchedPrincipalType",
            "'ServicePrincipal'",
            "'User'",
        );
        await assertRefused(assign({ principalId: USER }), "UnmatchedPrincipalType", USER);
        const unknown = { principalId: NOBODY, principalType: "User" };
        await assertRefused(assign(unknown), "PrincipalNotFound", NOBODY, "replication delay");
        await assign({ principalId: NOBODY });
    });

    it("is the only one of its role and principal there", async () => {
        await assign();
        const twin = NAME.replace(/1$/, "2");
        await assertRefused(assign({ roleAssignmentName: twin }), "RoleAssignmentExists", NAME.replaceAll("-", ""));
        await assign({ roleAssignmentName: twin, principalId: NOBODY });
        await assign({ roleAssignmentName: NAME.replace(/1$/, "3"), roleDefinitionId: definition(REPOSITORY_READER) });
    });

    it("never changes its role or its principal", async () => {
        await assign();
        await assign({ description: "pull" });
        const other = { roleDefinitionId: definition(REPOSITORY_READER) };
        await assertRefused(assign(other), "RoleAssignmentUpdateNotPermitted");
        await assertRefused(assign({ principalId: NOBODY }), "RoleAssignmentUpdateNotPermitted");
    });

    it("goes with its registry", async () => {
        const { id } = await assign();
        await azure.arm.delete(scope);
        assert.equal(azure.at(id), undefined);
    });

    describe("as a node sees it", () => {
        const status = () =>
            pullRefusal({ world: azure.world, faults: azure.faults, now: azure.clock.now }, "127.0.0.1:5005")?.status;

        it("works as soon as the delay is over that was asked for", async () => {
            azure.setFaults({ roleDelaySeconds: 120 });
            assert.equal(status(), 401);
            await assign();
            azure.clock.pass(119);
            assert.equal(status(), 401);
            azure.clock.pass(1);
            assert.equal(status(), undefined);
        });

        it("also works from the resource group, but not for another principal", async () => {
            await assign({ principalId: NOBODY });
            assert.equal(status(), 401);
            await assign({ scope: azure.ids.group, roleAssignmentName: NAME.replace(/1$/, "2") });
            assert.equal(status(), undefined);
        });

        it("must be the repository reader where the registry is in ABAC mode", async () => {
            await azure.registry({ roleAssignmentMode: "AbacRepositoryPermissions" });
            await assign();
            assert.equal(status(), 401);
            const reader = {
                roleDefinitionId: definition(REPOSITORY_READER),
                roleAssignmentName: NAME.replace(/1$/, "2"),
            };
            await assign(reader);
            assert.equal(status(), undefined);
        });

        it("gives in each mode what the role gives there, Owner included", async () => {
            const roles: [string, number | undefined, number | undefined][] = [
                [ACR_PULL, undefined, 401],
                [ACR_PUSH, undefined, 401],
                ["acdd72a7-3385-48ef-bd42-f606fba81ae7", undefined, 401],
                ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635", undefined, 401],
                [REPOSITORY_READER, 401, undefined],
                [REPOSITORY_WRITER, 401, undefined],
            ];
            for (const [role, legacy, abac] of roles) {
                await azure.registry({ roleAssignmentMode: "LegacyRegistryPermissions" });
                const { id } = await assign({ roleDefinitionId: definition(role) });
                assert.equal(status(), legacy, role);
                await azure.registry({ roleAssignmentMode: "AbacRepositoryPermissions" });
                assert.equal(status(), abac, role);
                await azure.arm.delete(id);
            }
        });

        it("does not help through a closed firewall: that takes an endpoint whose names the nodes resolve", async () => {
            await azure.registry({ publicNetworkAccess: "Disabled" });
            await assign();
            assert.equal(status(), 403);
            await azure.endpoint();
            const zone = { privateZoneName: "privatelink.azurecr.io", location: "Global" };
            const { id: privateDnsZoneId } = await azure.put("privatedns:PrivateZone", zone);
            await azure.put("network:PrivateDnsZoneGroup", {
                privateEndpointName: "pe",
                privateDnsZoneGroupName: "registry",
                privateDnsZoneConfigs: [{ name: "registry", privateDnsZoneId }],
            });
            assert.equal(status(), 403);
            const virtualNetwork = { id: azure.ids.network() };
            await azure.put("privatedns:VirtualNetworkLink", {
                ...zone,
                virtualNetworkLinkName: "app",
                virtualNetwork,
            });
            assert.equal(status(), undefined);
        });
    });
});

describe("the front of a played registry", () => {
    let azure: Played;
    let upstream: Server;
    let front: RegistryFront;
    beforeEach(async () => {
        azure = new Played();
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
