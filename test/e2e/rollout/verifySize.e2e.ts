import assert from "node:assert/strict";
import { madeObjects } from "../support/cluster";
import { freshImage, Scenario, sampleRollout } from "../support/scenario";

describe("a declared size that is not the real one", () => {
    const scenario = new Scenario("e2e-verify-size");
    let image = "";

    const configure = (size: string, verifySize: string) => {
        const images = [{ name: "sample", image, size }];
        scenario.configure({ rollout: sampleRollout(scenario.name, image, { images, verifySize }) });
    };

    before(async () => {
        await scenario.prepare();
        image = (await freshImage("e2e/verify-size", { megabytes: 30, sample: true })).reference;
    });
    after(() => scenario.remove());

    it("fails the preview, on the resource that pulls it", async () => {
        configure("300MB", "fail");
        const { output, failure } = await scenario.preview();
        assert.ok(failure);
        assert.match(
            output,
            /DaemonSet \(app-sample\):\s+error: Preview failed: before hook "verify-size:app-sample" failed: size of/,
        );
        assert.match(
            output,
            /it is declared as 300 MB and is really 30 MB: a pull timeout of 180 s where 120 s is right/,
        );
    });

    it("fails the update before anything is pulled", async () => {
        assert.ok((await scenario.up()).failure);
        assert.deepEqual(await madeObjects(scenario.name), []);
    });

    it("is warned of where that is enough", async () => {
        configure("300MB", "warn");
        const { output, failure } = await scenario.preview();
        assert.equal(failure, undefined, output);
        assert.match(output, /warning: size of .* is really 30 MB/);
    });

    it("lets the right size pass", async () => {
        configure("30MB", "fail");
        const { output, failure } = await scenario.preview();
        assert.equal(failure, undefined, output);
        assert.doesNotMatch(output, /warning/);
    });
});
