// A new image for which the node has no room, while the application runs from the old one.
import assert from "node:assert/strict";
import { CAUSES } from "../../../model/pulls/causes";
import { kubectl } from "../../../platform/kubernetes/kubectl";
import { serviceAnswer } from "../../../start/answer";
import { objects } from "../support/cluster";
import { fillDisk } from "../support/fullDisk";
import { freshImage, type Ran, Scenario, sampleRollout, stackProgram } from "../support/scenario";
import { STACK_TRACE } from "./fault";

describe("a rollout to a node whose disk is full", () => {
    let failedAt = 0;
    const scenario = new Scenario("e2e-full-disk", stackProgram, (text) => {
        failedAt ||= text.includes("what to do: ") ? Date.now() : 0;
    });
    let makeRoom = async () => {};
    let podBefore: unknown;
    let ran: Ran;

    before(async () => {
        await scenario.prepare();
        const first = await rollOut((await sample()).reference);
        assert.equal(first.failure, undefined, first.output);
        podBefore = await applicationPod();
        const { reference } = await sample();
        makeRoom = await fillDisk(reference);
        ran = await rollOut(reference);
    });
    after(async () => {
        await makeRoom();
        await scenario.remove();
    });

    it("fails on the pre-pull record, with the node, the cause and what to do", () => {
        assert.ok(ran.failure, ran.output);
        assert.match(ran.output, /before hook "prepull-gate:app-sample[^"]*" failed: .*node local-node: disk full: /);
        assert.match(ran.output, /no space left on device/);
        assert.match(ran.output, /what to do: .*kubectl describe node local-node/);
        assert.doesNotMatch(ran.output, STACK_TRACE);
    });

    it("fails within 5 s once the cause has had its time", async () => {
        const seconds = (failedAt - (await firstFailure())) / 1_000;
        const { patienceSeconds } = CAUSES.diskFull;
        // Times of events are whole seconds.
        assert.ok(seconds >= patienceSeconds && seconds <= patienceSeconds + 5 + 1, `${seconds} s`);
    });

    it("leaves the application as it runs", async () => {
        assert.deepEqual(await applicationPod(), podBefore);
        assert.match(await serviceAnswer(scenario.name), /"schema":3/);
    });

    it("goes through as soon as there is room, with nothing cleaned up by hand", async () => {
        await makeRoom();
        const fixed = await scenario.up();
        assert.equal(fixed.failure, undefined, fixed.output);
        assert.notDeepEqual(await applicationPod(), podBefore);
    });

    const sample = () => freshImage("e2e/full-disk", { sample: true });

    function rollOut(image: string): Promise<Ran> {
        scenario.configure({ rollout: sampleRollout(scenario.name, image) });
        return scenario.up();
    }

    /** The newest one, as far as it must not change on its own. */
    async function applicationPod() {
        const pods = await objects(scenario.name, "pods", "app.kubernetes.io/component=application");
        const { metadata, status } = pods.at(-1) ?? assert.fail("no pod of the application");
        const [container] = status.containerStatuses;
        return { uid: metadata.uid, ready: container.ready, restarts: container.restartCount };
    }

    /** When the kubelet first said so. */
    async function firstFailure(): Promise<number> {
        const { items } = JSON.parse(await kubectl(["get", "events", "-n", scenario.name, "-o", "json"])) as {
            items: { message: string; firstTimestamp: string }[];
        };
        const failures = items.filter(({ message }) => message.includes("no space left on device"));
        return Math.min(...failures.map(({ firstTimestamp }) => Date.parse(firstTimestamp)));
    }
});
