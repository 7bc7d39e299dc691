import assert from "node:assert/strict";
import { objects } from "../support/cluster";
import { AzureScenario } from "./azureScenario";

describe("a role assignment that works only after a while", () => {
    const scenario = new AzureScenario("e2e-azure-late-role", "dev");

    before(async () => {
        await scenario.prepare();
        scenario.set({ rollout: await scenario.push() });
        scenario.azure.setFaults({ roleDelaySeconds: 25 });
    });
    after(() => scenario.remove());

    it("is waited for, and the rollout goes through", async () => {
        const { failure, output } = await scenario.up();
        assert.equal(failure, undefined, output);
        const [record] = await objects(scenario.name, "configmaps", "app.kubernetes.io/component=image-prepull-record");
        const [daemonSet] = await objects(scenario.name, "daemonsets");
        const [made, opened] = [daemonSet, record].map((one) => Date.parse(one?.metadata.creationTimestamp ?? ""));
        // The role was assigned a moment before the DaemonSet was made.
        assert.ok((opened ?? 0) - (made ?? 0) >= 10_000, `${made} ${opened}`);
    });
});
