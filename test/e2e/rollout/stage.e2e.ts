import assert from "node:assert/strict";
import { objects } from "../support/cluster";
import { eventually } from "../support/eventually";
import { freshImage, type Ran, Scenario, sampleRollout } from "../support/scenario";

const RECORDS = "app.kubernetes.io/component=image-prepull-record";

describe("stage prepull", () => {
    const scenario = new Scenario("e2e-stage");
    const images: string[] = [];

    before(async () => {
        await scenario.prepare();
        for (const _ of ["first", "second"]) {
            images.push((await freshImage("e2e/stage", { sample: true })).reference);
        }
    });
    after(() => scenario.remove());

    it("on a new stack puts the image on the nodes, and starts nothing", async () => {
        assertDone(await run("prepull", images[0]));
        assert.deepEqual(await references(), [images[0]]);
        assert.deepEqual(await objects(scenario.name, "jobs,deployments"), []);
    });

    it("is followed by stage deploy, which finds the image there", async () => {
        assertDone(await run("deploy", images[0]));
        await eventually(async () => assert.deepEqual(await references(), [images[0]]));
        assert.equal((await objects(scenario.name, "jobs,deployments")).length, 2);
    });

    it("on a deployed stack warms the new image, and leaves migration and application as they are", async () => {
        const before = await identities();
        assertDone(await run("prepull", images[1]));
        assert.deepEqual(await identities(), before);
        assert.deepEqual((await references()).sort(), [...images].sort());
    });

    it("changes nothing when it is run again", async () => {
        const { changes } = await run("prepull", images[1]);
        // What is deployed is read from the stack's own outputs.
        assert.deepEqual(Object.keys(changes ?? {}).sort(), ["read", "same"]);
    });

    it("is followed by stage deploy, which migrates, serves the new image and drops the old one", async () => {
        const before = await identities();
        assertDone(await run("deploy", images[1]));
        const [deployment] = await objects(scenario.name, "deployments");
        assert.equal(deployment?.spec.template.spec.containers[0].image, images[1]);
        await eventually(async () => {
            const jobs = await objects(scenario.name, "jobs");
            assert.equal(jobs.length, 1);
            assert.ok(!before.some(([uid]) => uid === jobs[0]?.metadata.uid));
            assert.deepEqual(await references(), [images[1]]);
        });
    });

    function run(stage: "prepull" | "deploy", image = ""): Promise<Ran> {
        scenario.configure({ stage, rollout: sampleRollout(scenario.name, image) });
        return scenario.up();
    }

    /** The images that are recorded to be on the nodes. */
    async function references(): Promise<string[]> {
        return (await objects(scenario.name, "configmaps", RECORDS)).map(({ data }) => data.reference);
    }

    /** An object that was replaced has another uid, and one that was changed another generation. */
    async function identities() {
        const found = await objects(scenario.name, "jobs,deployments");
        return found.map(({ metadata }) => [metadata.uid, metadata.generation]);
    }
});

function assertDone({ failure, output }: Ran): void {
    assert.equal(failure, undefined, output);
}
