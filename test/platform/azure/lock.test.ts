import assert from "node:assert/strict";
import { assertRefused, SimulatedAzure } from "../../support/simulatedAzure";

describe("a management lock", () => {
    let azure: SimulatedAzure;
    let registry: string;
    beforeEach(async () => {
        azure = new SimulatedAzure();
        registry = (await azure.registry()).id;
    });
    afterEach(() => azure.remove());

    const lock = (scope: string, level: string) =>
        azure.put("authorization:ManagementLockByScope", { scope, lockName: "keep", level });

    it("against deletion keeps its scope, and what holds it, until the lock is gone", async () => {
        const { id } = await lock(registry, "CanNotDelete");
        await azure.registry({ tags: { team: "shop" } });
        await assertRefused(azure.arm.delete(registry), "ScopeLocked", registry);
        await assertRefused(azure.arm.delete(azure.ids.group), "ScopeLocked", registry);
        await azure.arm.delete(id);
        await azure.arm.delete(registry);
        assert.equal(azure.at(registry), undefined);
    });

    it("against changes refuses also to create something beneath its scope", async () => {
        await lock(azure.ids.group, "ReadOnly");
        await assertRefused(azure.registry({ tags: { team: "shop" } }), "ScopeLocked", "write");
        await assertRefused(azure.replica("northeurope"), "ScopeLocked", azure.ids.group);
    });

    it("has one of two levels", async () => {
        await assertRefused(lock(registry, "Strict"), "InvalidLockLevel", "Strict");
    });
});
