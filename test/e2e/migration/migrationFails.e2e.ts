import assert from "node:assert/strict";
import { serviceAnswer } from "../../../start/answer";
import { type KubernetesObject, objects } from "../support/cluster";
import { eventually } from "../support/eventually";
import { freshImage, type Ran, Scenario, sampleRollout } from "../support/scenario";

describe("a migration that fails", () => {
    const scenario = new Scenario("e2e-migration-fails");
    let deployed: KubernetesObject | undefined;
    let next = "";
    let failed: Ran;

    before(async () => {
        await scenario.prepare();
        const first = await freshImage("e2e/migration-fails", { sample: true });
        next = (await freshImage("e2e/migration-fails", { sample: true })).reference;
        scenario.configure({ rollout: sampleRollout(scenario.name, first.reference) });
        assert.equal((await scenario.up()).failure, undefined);
        [deployed] = await objects(scenario.name, "deployments");
        failed = await upWith({ FAIL: "no such column: orders.total" });
    });
    after(() => scenario.remove());

    it("fails the update, with the end of the migration's own log", () => {
        assert.ok(failed.failure, failed.output);
        assert.match(failed.output, /the end of the log of job\/app-migration-/);
        assert.match(failed.output, /no such column: orders\.total/);
    });

    it("leaves the application as it is", async () => {
        const [deployment] = await objects(scenario.name, "deployments");
        assert.equal(deployment?.metadata.uid, deployed?.metadata.uid);
        assert.equal(deployment?.metadata.generation, deployed?.metadata.generation);
        assert.match(await serviceAnswer(scenario.name), /"schema":3/);
    });

    it("is run again by the next update, although nothing was changed", async () => {
        const [before] = await objects(scenario.name, "jobs");
        const again = await upWith({ FAIL: "no such column: orders.total" });
        assert.ok(again.failure, again.output);
        const [after] = await objects(scenario.name, "jobs");
        assert.notEqual(after?.metadata.uid, before?.metadata.uid);
    });

    it("lets the rollout through once it is fixed", async () => {
        const { failure, output } = await upWith({});
        assert.equal(failure, undefined, output);
        await eventually(async () => {
            const [job, ...others] = await objects(scenario.name, "jobs");
            assert.deepEqual([job?.status.succeeded, others], [1, []]);
        });
        const [deployment] = await objects(scenario.name, "deployments");
        assert.equal(deployment?.spec.template.spec.containers[0].image, next);
    });

    function upWith(env: Record<string, string>): Promise<Ran> {
        const rollout = sampleRollout(scenario.name, next);
        const migration = { ...rollout.migration, env: { ...rollout.migration.env, ...env } };
        scenario.configure({ rollout: { ...rollout, migration } });
        return scenario.up();
    }
});
