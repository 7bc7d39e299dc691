import assert from "node:assert/strict";
import { type KubernetesObject, objects } from "../support/cluster";
import { eventually } from "../support/eventually";
import { InterruptedScenario } from "../support/interrupted";

const MIGRATE_SECONDS = 20;

for (const signal of ["SIGINT", "SIGKILL"] as const) {
    describe(`an update that ends by ${signal} during the migration`, () => {
        const scenario = new InterruptedScenario(`e2e-migration-${signal.toLowerCase()}`);
        let running: KubernetesObject;

        before(async () => {
            await scenario.prepare();
            await scenario.configureFresh(MIGRATE_SECONDS);
            const child = scenario.startUp();
            running = await scenario.runningMigration();
            child.signal(signal);
            await child.exitCode();
        });
        after(() => scenario.remove());

        it("leaves the migration running", async () => {
            const [job] = await objects(scenario.name, "jobs");
            assert.equal(job?.metadata.uid, running.metadata.uid);
            assert.equal(job?.status.failed, undefined);
        });

        it("is followed by one that waits for the same pod, and migrates once", async () => {
            const { failure, output } = await scenario.up();
            assert.equal(failure, undefined, output);
            assert.equal(/^Released the lock of stack/m.test(output), signal === "SIGKILL", output);
            const [job, ...others] = await objects(scenario.name, "jobs");
            assert.deepEqual(others, []);
            assert.equal(job?.metadata.uid, running.metadata.uid);
            assert.deepEqual([job?.status.succeeded, job?.status.failed], [1, undefined]);
        });

        it("leaves nothing to change", async () => {
            assert.deepEqual(Object.keys((await scenario.preview()).changes ?? {}), ["same"]);
        });
    });
}

describe("an update with another image, while the migration of one that was killed goes on", () => {
    const scenario = new InterruptedScenario("e2e-migration-overtaken");
    let killed: KubernetesObject;
    let most = 0;

    before(async () => {
        await scenario.prepare();
        await scenario.configureFresh(MIGRATE_SECONDS);
        const child = scenario.startUp();
        killed = await scenario.runningMigration();
        child.signal("SIGKILL");
        await child.exitCode();
        await scenario.configureFresh(MIGRATE_SECONDS);
    });
    after(() => scenario.remove());

    it("waits until it is done, and never runs two simultaneously", async () => {
        let ended = false;
        const up = scenario.up().finally(() => {
            ended = true;
        });
        // Two simultaneous ones would be seen: each takes 20 s.
        await eventually(async () => {
            most = Math.max(most, (await scenario.runningPods()).length);
            assert.ok(ended);
        }, 300);
        const { failure, output } = await up;
        assert.equal(failure, undefined, output);
        assert.equal(most, 1);
    });

    it("has run both, one after the other", async () => {
        const jobs = await objects(scenario.name, "jobs");
        const own = jobs.filter(({ metadata }) => metadata.uid !== killed.metadata.uid);
        assert.equal(own.length, 1);
        const before = jobs.find(({ metadata }) => metadata.uid === killed.metadata.uid);
        assert.ok(before === undefined || before.status.completionTime <= (own[0]?.status.startTime ?? ""));
    });
});
