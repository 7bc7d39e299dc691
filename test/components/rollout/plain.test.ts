// Outputs cost the engine's client far more than what is derived from them, so what is plain stays plain.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ImageRollout } from "../../../components/rollout/imageRollout";
import { fakeCluster, realCluster } from "../../support/fixtures";
import { recorded } from "../../support/harness";
import { PINNED_IMAGE } from "../../support/images";

describe("a rollout of plain values, in a preview", () => {
    before(() => void fakeCluster());
    after(realCluster);

    it("waits for at most 5 values for each image, those of the engine's client included", async () => {
        const [few, many] = [await waitsWith(8), await waitsWith(12)];
        assert.ok(many > few);
        assert.ok((many - few) / 4 <= 5, `${(many - few) / 4} for each image`);
    });
});

/** How often the program waits for an output. */
async function waitsWith(count: number): Promise<number> {
    const prototype = Object.getPrototypeOf(pulumi.output("")) as { apply: (...args: unknown[]) => unknown };
    const { apply } = prototype;
    let waits = 0;
    prototype.apply = function (...args) {
        waits += 1;
        return apply.apply(this, args);
    };
    try {
        await recorded(() => new ImageRollout("shop", { namespace: "shop", images: imagesOf(count) }), {
            preview: true,
        });
    } finally {
        prototype.apply = apply;
    }
    return waits;
}

function imagesOf(count: number) {
    return Array.from({ length: count }, (_, index) => ({
        name: `image-${index}`,
        image: PINNED_IMAGE.replace(/.{2}$/, String(index + 10)),
        size: "650MB",
    }));
}
