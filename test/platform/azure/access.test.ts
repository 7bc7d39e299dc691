import assert from "node:assert/strict";
import { ROLE_SECONDS } from "../../../model/timeouts/shares";
import { LONGEST_ROLE_SECONDS } from "../../../platform/azure/faults";
import { pullRefusal } from "../../../platform/azure/pullRules";
import { ACR_PULL, ACR_PUSH, REPOSITORY_READER, REPOSITORY_WRITER } from "../../../platform/azure/rules/registryRights";
import { KUBELET_IDENTITY, SUBSCRIPTION } from "../../../platform/azure/seed";
import { assertRefused, SimulatedAzure } from "../../support/simulatedAzure";

const NAME = "9a9a9a9a-0000-4000-8000-000000000001";
const USER = "44444444-4444-4444-8444-444444444444";
const NOBODY = "99999999-9999-4999-8999-999999999999";

function definition(role: string): string {
    return `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
}

describe("a role assignment on a registry", () => {
    let azure: SimulatedAzure;
    let scope: string;
    beforeEach(async () => {
        azure = new SimulatedAzure();
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
            azure.setFaults({ roleDelaySeconds: LONGEST_ROLE_SECONDS });
            assert.equal(status(), 401);
            await assign();
            azure.clock.pass(LONGEST_ROLE_SECONDS - 1);
            assert.equal(status(), 401);
            azure.clock.pass(1);
            assert.equal(status(), undefined);
        });

        it("takes as long at most as a gate waits for it", () => {
            assert.equal(LONGEST_ROLE_SECONDS, ROLE_SECONDS);
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
