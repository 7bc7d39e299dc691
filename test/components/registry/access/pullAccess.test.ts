// The right to pull: the role of the registry's mode, for an identity that exists.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { RegistryPullAccess, type RegistryPullAccessArgs } from "../../../../components/registry/access/pullAccess";
import { RoleAssignmentMode } from "../../../../model/registry/roles";
import { azure, PRINCIPAL, registryId, SUBSCRIPTION, UUID } from "../../../support/azureWorld";
import { recorded, refused } from "../../../support/harness";

const ACR_PULL = "7f951dda-4ed3-4680-a7ca-43fe172d538d";
const REPOSITORY_READER = "b93aa761-3e63-49ed-ac28-beffa264f7ac";
const CUSTOM = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";

const ARGS: RegistryPullAccessArgs = { registryId: registryId("acr1"), principalId: PRINCIPAL };
const make = (args: Partial<RegistryPullAccessArgs>) => () => void new RegistryPullAccess("pull", { ...ARGS, ...args });
const definition = (role: string) =>
    `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`;

describe("RegistryPullAccess", () => {
    it("assigns AcrPull to the identity as a service principal", async () => {
        const { one } = await recorded(make({}), azure());
        assert.deepEqual(one("RoleAssignment").inputs, {
            roleAssignmentName: UUID,
            roleDefinitionId: definition(ACR_PULL),
            principalId: PRINCIPAL,
            principalType: "ServicePrincipal",
            scope: registryId("acr1"),
        });
    });

    it("takes another name as soon as principal, scope or role is another", async () => {
        const { one } = await recorded(make({}), azure());
        const expected = { principalId: PRINCIPAL, scope: registryId("acr1"), role: ACR_PULL };
        assert.deepEqual(one("RandomUuid").inputs, { keepers: expected });
    });

    it("assigns the repository reader where AcrPull has no effect", async () => {
        const { one } = await recorded(
            make({ roleAssignmentMode: RoleAssignmentMode.AbacRepositoryPermissions }),
            azure(),
        );
        assert.equal(one("RoleAssignment").inputs.roleDefinitionId, definition(REPOSITORY_READER));
        assert.equal(one("RandomUuid").inputs.keepers.role, REPOSITORY_READER);
    });

    it("assigns a role that was given, but not where the registry would ignore it", async () => {
        const { one } = await recorded(make({ role: CUSTOM }), azure());
        assert.equal(one("RoleAssignment").inputs.roleDefinitionId, definition(CUSTOM));
        const roleAssignmentMode = RoleAssignmentMode.AbacRepositoryPermissions;
        assert.match(await refused(make({ role: ACR_PULL, roleAssignmentMode }), azure()), /role: AcrPull is refused/);
    });

    it("refuses an identity that is missing, now or once it is known", async () => {
        const missing = undefined as unknown as string;
        assert.match(await refused(make({ principalId: missing }), azure()), /principalId: is missing/);
        const later = pulumi.output(Promise.resolve(missing));
        assert.match(await refused(make({ principalId: later }), azure()), /principalId: there is none; expected/);
    });

    it("refuses all bad arguments in one error", async () => {
        const text = await refused(make({ registryId: "acr1", principalId: "aks-1", role: "AcrPull" }), azure());
        for (const property of ["registryId", "principalId", "role"]) {
            assert.match(text, new RegExp(`\n  - ${property}: `));
        }
    });
});
