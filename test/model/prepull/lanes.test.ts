import assert from "node:assert/strict";
import fc from "fast-check";
import { MOST_LANES, prepullLanes } from "../../../model/prepull/lanes";

const bytes = fc.integer({ min: 1, max: 10_000 });
const images = (minLength: number, maxLength: number) =>
    fc
        .array(bytes, { minLength, maxLength })
        .map((sizes) => sizes.map((size, i) => ({ name: `image-${i}`, bytes: size })));

const totals = (lanes: readonly (readonly { bytes: number }[])[]) =>
    lanes.map((lane) => lane.reduce((sum, image) => sum + image.bytes, 0));

describe("the pre-pull pods of a release", () => {
    it("are one for each image, up to four", () => {
        fc.assert(
            fc.property(images(0, MOST_LANES), (given) => {
                assert.deepEqual(
                    prepullLanes(given),
                    given.map((image) => [image]),
                );
            }),
        );
    });

    it("are never more than four, and have each image once", () => {
        fc.assert(
            fc.property(images(0, 40), (given) => {
                const lanes = prepullLanes(given);
                assert.ok(lanes.length <= MOST_LANES);
                assert.deepEqual(
                    lanes
                        .flat()
                        .map(({ name }) => name)
                        .sort(),
                    given.map(({ name }) => name).sort(),
                );
            }),
        );
    });

    it("pull the largest images first: none waits behind a smaller one", () => {
        fc.assert(
            fc.property(images(5, 40), (given) => {
                const lanes = prepullLanes(given);
                for (const lane of lanes) {
                    assert.deepEqual(
                        lane,
                        [...lane].sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1)),
                    );
                }
                const largest = Math.max(...given.map((image) => image.bytes));
                assert.ok(lanes.some(([first]) => first?.bytes === largest));
            }),
        );
    });

    it("keep to the bound of a list schedule", () => {
        fc.assert(
            fc.property(images(5, 40), (given) => {
                const sum = given.reduce((all, image) => all + image.bytes, 0);
                const largest = Math.max(...given.map((image) => image.bytes));
                // Graham, 1969: the last image put into a pod found all others at least as full.
                const most = Math.max(...totals(prepullLanes(given)));
                assert.ok(most <= sum / MOST_LANES + largest * (1 - 1 / MOST_LANES) + 1e-6);
            }),
        );
    });

    it("do not depend on the order in which the release names its images", () => {
        fc.assert(
            fc.property(images(5, 20), fc.integer(), (given, seed) => {
                const turned = [
                    ...given.slice(Math.abs(seed) % given.length),
                    ...given.slice(0, Math.abs(seed) % given.length),
                ];
                assert.deepEqual(prepullLanes(turned), prepullLanes(given));
            }),
        );
    });

    it("give sixteen images of one size four each, and a giant its own pod", () => {
        const equal = Array.from({ length: 16 }, (_, i) => ({ name: `i${i}`, bytes: 60 }));
        assert.deepEqual(
            prepullLanes(equal).map((lane) => lane.length),
            [4, 4, 4, 4],
        );
        const [first] = prepullLanes([...equal, { name: "giant", bytes: 2_000 }]);
        assert.deepEqual(
            first?.map(({ name }) => name),
            ["giant"],
        );
    });
});
