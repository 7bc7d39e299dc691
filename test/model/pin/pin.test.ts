import assert from "node:assert/strict";
import fc from "fast-check";
import type { ImageManifest } from "../../../model/image/manifests";
import { parseImageReference } from "../../../model/image/reference";
import { pinOf } from "../../../model/pin/pin";

const DIGEST = `sha256:${"a".repeat(64)}`;
/** Bytes of each image's config. */
const CONFIG = 500;
const SHOP = parseImageReference("r.io:5000/team/shop:1.4.1");

/** Of layers with these sizes. */
function image(...sizes: number[]): ImageManifest {
    const layers = sizes.map((bytes, index) => ({ digest: `sha256:${index}`, bytes, mediaType: "" }));
    return { layers, totalBytes: sizes.reduce((sum, bytes) => sum + bytes, CONFIG) } as unknown as ImageManifest;
}

describe("the pin of an image", () => {
    it("has the digest in the place of the tag, a size, and the number of layers", () => {
        const pin = pinOf("shop", SHOP, DIGEST, [image(500_000_000, 200_000_000)]);
        assert.deepEqual(pin, { name: "shop", image: `r.io:5000/team/shop@${DIGEST}`, size: "700MB", layers: 2 });
    });

    it("is that of the largest image, wherever it stands", () => {
        const [small, large] = [image(1_000_000), image(300_000_000, 1, 1)];
        for (const images of [
            [small, large],
            [large, small],
        ] as const) {
            assert.equal(pinOf("shop", SHOP, DIGEST, [...images]).layers, 3);
        }
    });

    it("has a layer at least: an image without any takes a moment too", () => {
        assert.equal(pinOf("shop", SHOP, DIGEST, [image()]).layers, 1);
    });

    it("depends on the sizes alone, not on their order", () => {
        const sizes = fc.array(fc.integer({ min: 1, max: 2_000_000_000 }), { minLength: 1, maxLength: 5 });
        fc.assert(
            fc.property(sizes, (drawn) => {
                const images = drawn.map((bytes) => image(bytes)) as [ImageManifest, ...ImageManifest[]];
                const reversed = [...images].reverse() as typeof images;
                assert.deepEqual(pinOf("a", SHOP, DIGEST, images), pinOf("a", SHOP, DIGEST, reversed));
            }),
        );
    });
});
