import assert from "node:assert/strict";
import type { EventFacts, PodFacts } from "../../../model/kubernetes/facts";
import { TestPullResults } from "../../../observe/testPull/results";
import { at, container, event, node, pod } from "../../support/gateView";
import { IMAGE } from "../../support/images";

const DIGEST = `acr1.azurecr.io/zoneapi@sha256:${"3b".repeat(32)}`;
const waits = (name: string, on: string | undefined) => pod(on, { name, containers: [container({ image: IMAGE })] });
const pulling = (one: PodFacts, seconds: number) => event(one, `Pulling image "${IMAGE}"`, seconds);
const ended = (name: string, on: string, seconds?: number): PodFacts => {
    const finishedAt = seconds === undefined ? undefined : at(seconds);
    const own = container({ image: IMAGE, state: "terminated", exitCode: 128, imageId: DIGEST, finishedAt });
    return pod(on, { name, phase: "Failed", containers: [own] });
};
const pulled = (one: PodFacts) =>
    event(one, `Successfully pulled image "${IMAGE}" in 20s (20s including waiting). Image size: 100 bytes.`, 30);

function test(...nodes: (string | undefined)[]) {
    const targets = new Map(nodes.map((on, index) => [`p${index}`, on]));
    const results = new TestPullResults({
        image: IMAGE,
        targets,
        nodes: new Map([["a", { facts: node("a", { pressures: ["DiskPressure"] }), images: [DIGEST] }]]),
        timeoutSeconds: 300,
    });
    const seen = (pods: PodFacts[], events: EventFacts[] = [], now = 40) => ({ pods, events, now: at(now) });
    return {
        results,
        look: (...observed: Parameters<typeof seen>) => results.look(seen(...observed)),
        giveUp: (...observed: Parameters<typeof seen>) => results.giveUp(seen(...observed), "nobody saw it"),
        told: () => results.all().map(({ node: on, state }) => [on, state]),
    };
}

describe("the results of a test pull", () => {
    it("come node by node, in the order of the pods, and are complete with the last", () => {
        const { results, look, told } = test("a", "b");
        const [first, second] = [ended("p0", "a", 31), ended("p1", "b", 35)];
        assert.match(
            look([waits("p0", "a"), second], [pulled(second), pulling(waits("p0", "a"), 1)]),
            /^1 of 2 done; a: /,
        );
        assert.deepEqual([results.complete, told()], [false, [["b", "pulled"]]]);
        assert.equal(look([first, second], [pulled(first), pulled(second)]), "2 of 2 done");
        assert.deepEqual(
            [results.complete, told()],
            [
                true,
                [
                    ["a", "pulled"],
                    ["b", "pulled"],
                ],
            ],
        );
        assert.deepEqual(
            results.all().map(({ wholeSeconds }) => wholeSeconds),
            [31, 35],
        );
    });

    it("know what a node had before, and how it is", () => {
        const { results, look } = test("a", "b");
        const pods = [ended("p0", "a", 31), ended("p1", "b", 31)];
        look(pods, pods.map(pulled));
        const present = results.all().map((one) => one.state === "pulled" && one.alreadyPresent);
        assert.deepEqual(present, [true, false]);
        const bad = test("a");
        bad.look([waits("p0", "a")], [event(waits("p0", "a"), `Failed to pull image "${IMAGE}": x509: bad`, 5)]);
        const [result] = bad.results.all();
        assert.deepEqual([result?.state, result?.wholeSeconds], ["failed", 40]);
        assert.match(result?.state === "failed" ? result.text : "", /\(node: DiskPressure\)$/);
    });

    it("stay as they were decided, whatever becomes of the pod", () => {
        const { look, told } = test("a");
        look([ended("p0", "a", 31)], [pulled(ended("p0", "a", 31))]);
        look([waits("p0", "a")]);
        look([]);
        assert.deepEqual(told(), [["a", "pulled"]]);
    });

    it("name the first pod that waits, and no node where it has none", () => {
        const { look } = test(undefined, "b");
        assert.match(
            look([waits("p0", undefined), waits("p1", "b")]),
            /^0 of 2 done; no node yet: waits for the scheduler$/,
        );
        assert.equal(look([]), "2 of 2 done");
    });

    it("are failures for pods that somebody else deleted, but not for those that were never seen", () => {
        const { results, look, told } = test("a", "b");
        look([waits("p0", "a")]);
        assert.equal(look([]), "1 of 2 done");
        assert.deepEqual(told(), [["a", "failed"]]);
        assert.equal(results.complete, false);
    });

    it("are failures for all that is not decided when the time is up", () => {
        const { results, look, giveUp } = test("a", "b", undefined);
        look([ended("p0", "a", 31)], [pulled(ended("p0", "a", 31))]);
        const slow = waits("p2", "c");
        giveUp([slow], [pulling(slow, 1)], 310);
        const [first, unseen, unfinished] = results.all();
        assert.equal(first?.state, "pulled");
        assert.deepEqual(unseen, { node: "b", state: "failed", text: "not known after 300 s: nobody saw it" });
        assert.deepEqual([unfinished?.node, unfinished?.state, unfinished?.wholeSeconds], ["c", "failed", 310]);
        assert.match(unfinished?.state === "failed" ? unfinished.text : "", /^not done after 300 s: /);
        assert.equal(results.complete, true);
    });
});
