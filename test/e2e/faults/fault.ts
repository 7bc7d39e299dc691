// A rollout whose image cannot be pulled: what `up` says, what it leaves undone, and that it goes through once it is fixed.
import assert from "node:assert/strict";
import { type ExtraRegistry, type RegistrySettings, startExtraRegistry } from "../../../platform/kubernetes/registry";
import { objects } from "../support/cluster";
import { freshImage, type Ran, Scenario, sampleRollout } from "../support/scenario";

export interface Fault {
    /** A part of the names of stack and repository; no other fault may have it. */
    readonly name: string;
    readonly title: string;
    /** How the registry behaves. */
    readonly settings?: RegistrySettings;
    /** The reference that is rolled out in place of the good one. */
    readonly reference?: (good: string) => string | Promise<string>;
    /** What the output must say: the cause, the kubelet's own words, what to do. */
    readonly says: readonly RegExp[];
}

export function describeFault(fault: Fault): void {
    describe(`a rollout with ${fault.title}`, () => {
        const scenario = new Scenario(`e2e-fault-${fault.name}`);
        let registry: ExtraRegistry | undefined;
        let ran: Ran;
        let good = "";

        before(async () => {
            await scenario.prepare();
            registry = await startExtraRegistry(fault.settings);
            const image = await freshImage(`e2e/fault-${fault.name}`, { sample: true });
            good = image.reference.replace(/^[^/]+/, registry.address);
            scenario.configure({ rollout: sampleRollout(scenario.name, (await fault.reference?.(good)) ?? good) });
            ran = await scenario.up();
        });
        after(async () => {
            await scenario.remove();
            await registry?.stop();
        });

        it("fails on the pre-pull record, with the node, the cause and what to do", () => {
            assert.ok(ran.failure, ran.output);
            assert.match(ran.output, /ConfigMap \(?app-sample\)?/);
            for (const text of [/node local-node: /, /what to do: /, ...fault.says]) {
                assert.match(ran.output, text);
            }
            assert.doesNotMatch(ran.output, STACK_TRACE);
        });

        it("starts nothing that needs the image", async () => {
            assert.deepEqual(await objects(scenario.name, "jobs,deployments"), []);
        });

        it("goes through once it is fixed", async () => {
            await registry?.set({});
            scenario.configure({ rollout: sampleRollout(scenario.name, good) });
            const fixed = await scenario.up();
            assert.equal(fixed.failure, undefined, fixed.output);
        });
    });
}

/** A line of a stack trace, which a user's mistake must not print. */
export const STACK_TRACE = /^\s+at .+:\d+:\d+\)?$/m;
