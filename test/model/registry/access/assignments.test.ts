// Which role assignment of a registry is left to whoever made it, and which is the component's own.
import assert from "node:assert/strict";
import fc from "fast-check";
import {
    assignmentOfOthers,
    assignmentsIn,
    assignmentsQuestion,
    type FoundAssignment,
    leftText,
} from "../../../../model/registry/access/assignments";
import { pullRole } from "../../../../model/registry/roles";

const GROUP = "/subscriptions/s/resourceGroups/rg";
const REGISTRY = `${GROUP}/providers/Microsoft.ContainerRegistry/registries/acr`;
const { id: PULL } = pullRole();
const OWN = "9a9a9a9a-0000-4000-8000-000000000001";

const found = (given: Partial<FoundAssignment> = {}): FoundAssignment => ({
    id: "x",
    name: "9a9a9a9a-0000-4000-8000-000000000002",
    scope: REGISTRY,
    role: PULL,
    ...given,
});
const wanted = { registryId: REGISTRY, role: PULL, ownName: OWN, inherited: true };

describe("a role assignment that a registry has already", () => {
    it("is asked for with the filter that Microsoft documents", () => {
        assert.deepEqual(assignmentsQuestion(REGISTRY, "p"), {
            path: `${REGISTRY}/providers/Microsoft.Authorization/roleAssignments?$filter=principalId%20eq%20'p'`,
            apiVersion: "2022-04-01",
        });
        const roleDefinitionId = `/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${PULL.toUpperCase()}`;
        const properties = { scope: REGISTRY, roleDefinitionId, condition: null };
        assert.deepEqual(assignmentsIn({ value: [{ id: "x", name: "n", properties }] }), [found({ name: "n" })]);
        assert.equal(assignmentsIn({ error: { code: "x" } }), undefined);
    });

    it("is somebody else's where it has another name, at the registry or around it", () => {
        const here = found();
        const group = found({ scope: GROUP.toLowerCase() });
        assert.equal(assignmentOfOthers([group, here], wanted), here);
        assert.equal(assignmentOfOthers([group], wanted), group);
        assert.equal(assignmentOfOthers([found({ scope: "/subscriptions/s" })], wanted)?.scope, "/subscriptions/s");
        assert.equal(assignmentOfOthers([group], { ...wanted, inherited: false }), undefined);
        assert.equal(assignmentOfOthers([here], { ...wanted, ownName: undefined }), here);
    });

    it("does not count with another role, beneath or next to the registry, or with a condition from further up", () => {
        for (const other of [
            { role: pullRole("AbacRepositoryPermissions").id },
            { scope: `${REGISTRY}2` },
            { scope: `${GROUP}2` },
            { scope: `${REGISTRY}/replications/x` },
            { scope: GROUP, condition: "@Resource[...]" },
        ]) {
            assert.equal(assignmentOfOthers([found(other)], wanted), undefined, JSON.stringify(other));
        }
        const limited = found({ condition: "@Resource[...]" });
        assert.equal(assignmentOfOthers([limited], wanted), limited);
        assert.match(leftText(limited, "AcrPull", "p"), /left as it is\. It has a condition/);
    });

    it("is never taken for somebody else's where the component made it, whatever else there is", () => {
        const scope = fc.constantFrom(REGISTRY, GROUP, "/subscriptions/s", REGISTRY.toUpperCase());
        const others = fc.array(fc.record({ id: fc.string(), name: fc.uuid(), scope, role: fc.constant(PULL) }));
        fc.assert(
            fc.property(others, fc.nat(), fc.boolean(), (rest, at, inherited) => {
                const own = found({ name: OWN.toUpperCase(), scope: REGISTRY.toLowerCase() });
                const all = rest.toSpliced(at % (rest.length + 1), 0, own);
                assert.equal(assignmentOfOthers(all, { ...wanted, inherited }), undefined);
            }),
        );
    });
});
