import assert from "node:assert/strict";
import { type ExtraRegistry, type RegistrySettings, startExtraRegistry } from "../../local/platform/registry";
import { objects } from "./cluster";
import { freshImage, type Ran, Scenario, sampleRollout } from "./scenario";

interface Fault {
    readonly title: string;
    readonly settings?: RegistrySettings;
    /** What stands in for the reference. */
    readonly reference?: (good: string) => string;
    readonly platforms?: readonly string[];
    readonly says: readonly RegExp[];
}

const FAULTS: readonly Fault[] = [
    {
        title: "a digest that was never pushed",
        reference: (good) => good.replace(/sha256:.*/, `sha256:${"0".repeat(64)}`),
        says: [/not found/i, /image-delivery (tags|manifests)|az acr/],
    },
    {
        title: "a registry that forbids this network",
        settings: { rules: [{ fault: "status", status: 403 }] },
        says: [/403|forbidden/i, /firewall|private/i],
    },
    {
        title: "a registry that is down",
        reference: (good) => good.replace(/^[^/]+/, "127.0.0.1:9"),
        says: [/connection refused/i],
    },
];

for (const [index, fault] of FAULTS.entries()) {
    describe(`a rollout with ${fault.title}`, () => {
        const scenario = new Scenario(`e2e-fault-${index}`);
        let registry: ExtraRegistry;
        let ran: Ran;
        let good = "";

        before(async () => {
            await scenario.prepare();
            registry = await startExtraRegistry();
            const image = await freshImage(`e2e/fault-${index}`, { sample: true });
            good = image.reference.replace(/^[^/]+/, registry.address);
            await registry.set(fault.settings ?? {});
            scenario.configure({ rollout: sampleRollout(scenario.name, fault.reference?.(good) ?? good) });
            ran = await scenario.up();
        });
        after(async () => {
            await scenario.remove();
            await registry.stop();
        });

        it("fails on the pre-pull record, with the node, the cause and what to do", () => {
            assert.ok(ran.failure, ran.output);
            assert.match(ran.output, /ConfigMap \(app-sample\)/);
            assert.match(ran.output, /local-node/);
            for (const text of fault.says) {
                assert.match(ran.output, text);
            }
        });

        it("starts nothing that needs the image", async () => {
            assert.deepEqual(await objects(scenario.name, "jobs,deployments"), []);
        });

        it("goes through once it is mended", async () => {
            await registry.set({});
            scenario.configure({ rollout: sampleRollout(scenario.name, good) });
            const mended = await scenario.up();
            assert.equal(mended.failure, undefined, mended.output);
        });
    });
}
