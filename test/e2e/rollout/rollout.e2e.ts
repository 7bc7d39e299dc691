import assert from "node:assert/strict";
import { madeObjects, objects } from "../support/cluster";
import { eventually } from "../support/eventually";
import { freshImage, type Ran, Scenario, sampleRollout } from "../support/scenario";

describe("a rollout from nothing", () => {
    const scenario = new Scenario("e2e-rollout");
    let first: Ran;

    before(async () => {
        await scenario.prepare();
        const image = await freshImage("e2e/rollout", { sample: true });
        scenario.configure({ rollout: sampleRollout(scenario.name, image.reference) });
        first = await scenario.up();
    });
    after(() => scenario.remove());

    it("goes through, under Pod Security restricted", () => {
        assert.equal(first.failure, undefined, first.output);
    });

    it("migrates only after the image is on the nodes, and deploys only after the migration", async () => {
        const [record] = await objects(scenario.name, "configmaps", "app.kubernetes.io/component=image-prepull-record");
        const [job] = await objects(scenario.name, "jobs");
        const [deployment] = await objects(scenario.name, "deployments");
        assert.ok(record && job && deployment);
        assert.ok(record.metadata.creationTimestamp <= job.metadata.creationTimestamp);
        assert.ok(job.status.completionTime <= deployment.metadata.creationTimestamp);
    });

    it("sets the deadlines that the declared size gives", async () => {
        const [job] = await objects(scenario.name, "jobs");
        const [deployment] = await objects(scenario.name, "deployments");
        assert.equal(job?.spec.activeDeadlineSeconds, 60 + 120 + 610 + 60);
        assert.equal(deployment?.spec.progressDeadlineSeconds, 60 + 120 + 610 + 60);
    });

    it("leaves nothing to change: preview and refresh", async () => {
        assert.deepEqual(Object.keys((await scenario.preview()).changes ?? {}), ["same"]);
        assert.deepEqual(Object.keys((await scenario.refresh()).changes ?? {}), ["same"]);
    });

    it("leaves nothing behind when it is destroyed", async () => {
        assert.equal((await scenario.destroy()).failure, undefined);
        await eventually(async () =>
            assert.deepEqual(
                (await madeObjects(scenario.name)).map(({ metadata }) => metadata.name),
                [],
            ),
        );
    });
});
