import assert from "node:assert/strict";
import { serviceAnswer } from "../../../start/answer";
import { type KubernetesObject, madeObjects, objects } from "../support/cluster";
import { eventually } from "../support/eventually";
import { freshImage, type Ran, Scenario, sampleRollout } from "../support/scenario";

const isPrepull = "app.kubernetes.io/component=image-prepull";

describe("a rollout of a new digest", () => {
    const scenario = new Scenario("e2e-new-digest");
    let second: Ran;
    let oldSet: KubernetesObject | undefined;
    let oldJob: KubernetesObject | undefined;

    before(async () => {
        await scenario.prepare();
        const images = [
            await freshImage("e2e/new-digest", { sample: true }),
            await freshImage("e2e/new-digest", { sample: true }),
        ];
        scenario.configure({ rollout: sampleRollout(scenario.name, images[0]?.reference ?? "") });
        assert.equal((await scenario.up()).failure, undefined);
        [oldSet] = await objects(scenario.name, "daemonsets", isPrepull);
        [oldJob] = await objects(scenario.name, "jobs");
        scenario.configure({ rollout: sampleRollout(scenario.name, images[1]?.reference ?? "") });
        second = await scenario.up();
    });
    after(() => scenario.remove());

    it("creates the new DaemonSet before it deletes the old one", async () => {
        assert.equal(second.failure, undefined, second.output);
        const created = second.output.search(/DaemonSet\s+app-sample\s+created replacement/);
        const deleted = second.output.search(/DaemonSet\s+app-sample\s+deleted original/);
        assert.ok(created >= 0 && deleted > created, second.output);
        await eventually(async () => {
            const names = (await objects(scenario.name, "daemonsets", isPrepull)).map(({ metadata }) => metadata.name);
            assert.equal(names.length, 1);
            assert.notEqual(names[0], oldSet?.metadata.name);
        });
    });

    it("migrates again, under another name, and never two simultaneously", async () => {
        await eventually(async () => {
            const jobs = await objects(scenario.name, "jobs");
            assert.equal(jobs.length, 1);
            assert.notEqual(jobs[0]?.metadata.name, oldJob?.metadata.name);
            assert.ok(oldJob && jobs[0] && oldJob.status.completionTime <= jobs[0].metadata.creationTimestamp);
        });
    });

    it("serves from the new image", async () => {
        const pods = await eventually(async () => {
            const found = await objects(scenario.name, "pods", "app.kubernetes.io/component=application");
            const running = found.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
            assert.equal(running.length, 1);
            return running;
        });
        const [record] = await objects(scenario.name, "configmaps", "app.kubernetes.io/component=image-prepull-record");
        assert.equal(pods[0]?.spec.containers[0].image, record?.data.reference);
        assert.match(await serviceAnswer(scenario.name), /"schema":3/);
    });

    it("leaves nothing to change, and nothing behind when it is destroyed", async () => {
        assert.deepEqual(Object.keys((await scenario.preview()).changes ?? {}), ["same"]);
        assert.equal((await scenario.destroy()).failure, undefined);
        await eventually(async () => assert.deepEqual((await madeObjects(scenario.name)).length, 0));
    });
});
