// What is decided on an image is decided once, and handed to every part of the rollout.
import assert from "node:assert/strict";
import { callCounts } from "../../support/callCounts";

const DECISIONS = [
    "model/image/size.ts:parseImageSize",
    "model/image/reference.ts:parseImageReference",
    "model/timeouts/chain.ts:timeoutChain",
];

const PROGRAM = `
    const { ImageRollout } = require("./components/rollout/imageRollout");
    const { fakeCluster } = require("./test/support/fixtures");
    const { PINNED_IMAGE } = require("./test/support/images");
    const { recorded } = require("./test/support/harness");
    fakeCluster();
    await recorded(() => new ImageRollout("shop", {
        namespace: "shop",
        images: [{ name: "api", image: PINNED_IMAGE, size: "650MB" }],
        migration: { image: "api" },
        application: { image: "api", replicas: 3 },
    }));`;

describe("a rollout of one image with a migration and an application", () => {
    it("reads its size and its reference once, and derives its chain once", () => {
        assert.deepEqual(callCounts(PROGRAM, DECISIONS), Object.fromEntries(DECISIONS.map((name) => [name, 1])));
    });
});
