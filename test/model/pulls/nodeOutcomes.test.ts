import assert from "node:assert/strict";
import { nodeOutcomes } from "../../../model/pulls/nodeOutcomes";
import { event, failed, pod, pulled, pulling } from "../../support/gateView";
import { IMAGE } from "../../support/pullErrors";

const [A, B] = [pod("a"), pod("b")];
const IMAGES = new Set([IMAGE]);
const present = (about: typeof A, when: number) =>
    event(about, `Container image "${IMAGE}" already present on machine`, when);

describe("the pulls of an update", () => {
    it("are a row for each image and node, by image and node", () => {
        const rows = nodeOutcomes([pulled(B, 3), pulling(B, 1), present(A, 2), pulled(pod("c"), 4)], IMAGES);
        assert.deepEqual(
            rows.map(({ node, result, seconds }) => [node, result, seconds]),
            [
                ["a", "cached", undefined],
                ["b", "pulled", 20],
                ["c", "pulled", 20],
            ],
        );
    });

    it("are told by the pull itself, though later pods found the image there", () => {
        const again = `Successfully pulled image "${IMAGE}" in 80ms (90ms including waiting). Image size: 5 bytes.`;
        const events = [present(A, 9), event(A, again, 8), pulled(A, 3)];
        for (const ordered of [events, [...events].reverse()]) {
            const row = { image: IMAGE, node: "a", result: "pulled", seconds: 20, waitingSeconds: 0 };
            assert.deepEqual(nodeOutcomes(ordered, IMAGES), [row]);
        }
    });

    it("have failed with the cause of the newest word, and what to do", () => {
        const [row] = nodeOutcomes(
            [failed(A, "dial tcp: i/o timeout", 1), failed(A, `${IMAGE}: not found`, 5)],
            IMAGES,
        );
        assert.deepEqual([row?.result, row?.cause, row?.text], ["failed", "notFound", `${IMAGE}: not found`]);
        assert.match(row?.advice ?? "", /image-delivery tags \S+\//);
    });

    it("went well in the end, whatever failed before", () => {
        const [row] = nodeOutcomes([failed(A, "not found", 1), pulled(A, 60)], IMAGES);
        assert.deepEqual([row?.result, row?.cause], ["pulled", undefined]);
    });

    it("may have no end yet", () => {
        assert.deepEqual(nodeOutcomes([pulling(A, 1)], IMAGES), [{ image: IMAGE, node: "a", result: "pulling" }]);
    });

    it("are not those of others' images", () => {
        assert.deepEqual(nodeOutcomes([pulled(A, 1)], new Set(["other:1"])), []);
    });

    it("have the size that the kubelet names, and none where it names none", () => {
        const sized = `Successfully pulled image "${IMAGE}" in 20s (22s including waiting). Image size: 5000 bytes.`;
        const rows = nodeOutcomes([event(A, sized, 1), pulled(B, 1)], IMAGES);
        assert.deepEqual(rows, [
            { image: IMAGE, node: "a", result: "pulled", seconds: 20, waitingSeconds: 2, bytes: 5000 },
            { image: IMAGE, node: "b", result: "pulled", seconds: 20, waitingSeconds: 0 },
        ]);
    });

    it("are each image's own on a node that pulled several", () => {
        const other = `Successfully pulled image "r/other:1" in 90s (90s including waiting)`;
        const rows = nodeOutcomes([event(A, other, 1), pulled(A, 2)], new Set([IMAGE, "r/other:1"]));
        assert.deepEqual(rows.map(({ image, seconds }) => [image, seconds]).sort(), [
            [IMAGE, 20],
            ["r/other:1", 90],
        ]);
    });

    it("have failed for an unknown cause where no word on it is left", () => {
        const [row] = nodeOutcomes([event(A, `Back-off pulling image "${IMAGE}"`, 1)], IMAGES);
        assert.deepEqual([row?.result, row?.cause, row?.text], ["failed", "unknown", ""]);
    });
});
