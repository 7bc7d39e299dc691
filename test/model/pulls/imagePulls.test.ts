import assert from "node:assert/strict";
import fc from "fast-check";
import { eventsByObject, imagePulls } from "../../../model/pulls/imagePulls";
import { at, event, failed, pod, pulled, pulling } from "../../support/gateView";
import { IMAGE } from "../../support/pullErrors";

const POD = pod("a");

function stateOf(...events: Parameters<typeof imagePulls>[0]) {
    return imagePulls(events).get(IMAGE);
}

describe("the newest word on an image", () => {
    it("is pulling from the last start on", () => {
        const pull = stateOf(pulling(POD, 0, 40), failed(POD, "x", 1, 20));
        assert.deepEqual([pull?.state, pull?.at], ["pulling", at(40)]);
    });

    it("is failing from the end of an attempt to the start of the next", () => {
        const pull = stateOf(pulling(POD, 0, 10), failed(POD, "x", 1, 12));
        assert.deepEqual([pull?.state, pull?.at], ["failing", at(12)]);
    });

    it("is present once it was pulled, or found to be there", () => {
        assert.equal(stateOf(pulling(POD, 0), pulled(POD, 20))?.state, "present");
        assert.equal(stateOf(event(POD, `Container image "${IMAGE}" already present on machine`, 1))?.state, "present");
    });

    it("is the end of an attempt where it began in the same second, and success before failure", () => {
        assert.equal(stateOf(failed(POD, "x", 5), pulling(POD, 5))?.state, "failing");
        assert.equal(stateOf(pulled(POD, 5), failed(POD, "x", 5), pulling(POD, 5))?.state, "present");
    });

    it("forgets the failures of before the last success", () => {
        const pull = stateOf(failed(POD, "old", 1, 5), pulled(POD, 10), failed(POD, "new", 20));
        assert.deepEqual(
            pull?.failures.map(({ error }) => error),
            ["new"],
        );
    });

    it("is kept apart for each image, and not taken from other events", () => {
        const events = [
            pulling(POD, 0),
            event(POD, 'Pulling image "pause:3.10"', 3),
            event(POD, "Created container", 9),
        ];
        assert.deepEqual([...imagePulls(events).keys()], [IMAGE, "pause:3.10"]);
    });

    it("is none on the image of a sandbox once an image of the pod is told of", () => {
        const sandbox = (seconds: number) =>
            event(POD, 'Failed to create pod sandbox: failed pulling image "pause:3.1": no such host', seconds);
        assert.equal(imagePulls([sandbox(5)]).get("pause:3.1")?.state, "failing");
        assert.deepEqual([...imagePulls([sandbox(5), pulling(POD, 5)]).keys()], [IMAGE]);
        assert.deepEqual([...imagePulls([sandbox(5), pulling(POD, 4)]).keys()], ["pause:3.1", IMAGE]);
        const two = [sandbox(5), event(POD, 'Failed to create pod sandbox: failed pulling image "pause:4": x', 9)];
        assert.deepEqual([...imagePulls(two).keys()], ["pause:3.1", "pause:4"]);
        // A pod may name the same image for itself.
        assert.equal(imagePulls([event(POD, 'Pulling image "pause:3.1"', 1), sandbox(2), pulling(POD, 3)]).size, 2);
    });

    it("does not depend on the order of the events", () => {
        const events = [pulling(POD, 0, 30), failed(POD, "x", 1, 20), failed(POD, "y", 10, 20), pulled(POD, 8)];
        fc.assert(
            fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
                assert.deepEqual(imagePulls(shuffled), imagePulls(events));
            }),
        );
    });
});

describe("events by object", () => {
    it("are each object's own", () => {
        const other = pod("b");
        const byObject = eventsByObject([pulling(POD, 0), pulling(other, 0), pulled(POD, 1)]);
        assert.deepEqual(
            [POD.uid, other.uid, "none"].map((uid) => byObject.get(uid)?.length),
            [2, 1, undefined],
        );
    });
});
