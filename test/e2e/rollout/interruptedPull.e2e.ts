import assert from "node:assert/strict";
import { objects } from "../support/cluster";
import { InterruptedScenario } from "../support/interrupted";

const PULLING = /0 of 1 node has .* local-node has been pulling/;

for (const signal of ["SIGINT", "SIGKILL"] as const) {
    describe(`an update that ends by ${signal} during the pull`, () => {
        const scenario = new InterruptedScenario(`e2e-pull-${signal.toLowerCase()}`);
        let interrupted = "";
        let code: number | null;

        before(async () => {
            await scenario.prepare();
            // Takes minutes, unless the update ends before; then at full speed again.
            await scenario.registry.set({ rate: 100_000 });
            await scenario.configureFresh();
            const child = scenario.startUp();
            await child.prints(PULLING, 240);
            child.signal(signal);
            code = await child.exitCode();
            interrupted = child.output;
            await scenario.registry.set({});
        });
        after(() => scenario.remove());

        it(signal === "SIGINT" ? "says that it was cancelled, and exits with 1" : "has no time to say anything", () => {
            assert.equal(code, signal === "SIGINT" ? 1 : null, interrupted);
            assert.equal(/up of stack \S+ was cancelled/.test(interrupted), signal === "SIGINT", interrupted);
        });

        it("has not waited for the image, and has started nothing that needs it", async () => {
            assert.doesNotMatch(interrupted, /ConfigMap app-sample created/);
            assert.deepEqual(await objects(scenario.name, "jobs,deployments"), []);
        });

        it("is made good by the next update", async () => {
            const { failure, output } = await scenario.up();
            assert.equal(failure, undefined, output);
            assert.equal(/^Released the lock of stack/m.test(output), signal === "SIGKILL", output);
            assert.equal((await objects(scenario.name, "jobs")).length, 1);
            assert.equal((await objects(scenario.name, "daemonsets")).length, 1);
        });
    });
}
