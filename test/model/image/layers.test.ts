import assert from "node:assert/strict";
import type { HistoryEntry } from "../../../model/image/config";
import { compressedShare, imageContent, type LayerEntry } from "../../../model/image/layers";
import type { ImageManifest } from "../../../model/image/manifests";
import { file, layer } from "../../support/imageContent";

const layers = ["a", "b", "c"].map((digest, index) => ({ digest, bytes: index, mediaType: "", compression: "gzip" }));
const MANIFEST = { platform: "linux/amd64", totalBytes: 3, layers } as unknown as ImageManifest;

function contentOf(history: readonly HistoryEntry[], entries: readonly (readonly LayerEntry[])[] = []) {
    return imageContent(MANIFEST, { os: "linux", architecture: "amd64", config: {}, history }, entries);
}

describe("the content of an image", () => {
    it("has the files of each layer, and none where nobody has read them", () => {
        const { platform, totalBytes, layers: found } = contentOf([], [[file("app/x")]]);
        assert.deepEqual([platform, totalBytes], ["linux/amd64", 3]);
        assert.deepEqual(
            found.map(({ digest, bytes, entries }) => [digest, bytes, entries.map(({ path }) => path)]),
            [
                ["a", 0, ["app/x"]],
                ["b", 1, []],
                ["c", 2, []],
            ],
        );
    });

    it("has the instruction of each layer, as a Dockerfile has it: steps without a layer do not count", () => {
        const of = (...steps: string[]) => contentOf(steps.map((created_by) => ({ created_by }))).layers;
        const texts = of("/bin/sh -c #(nop)  ADD x in / ", "/bin/sh -c apt-get update", "COPY . . # buildkit");
        assert.deepEqual(
            texts.map(({ createdBy }) => createdBy),
            ["ADD x in /", "RUN apt-get update", "COPY . ."],
        );
        const { layers: found } = contentOf([
            { created_by: "ENV A=1", empty_layer: true },
            { created_by: "RUN true /bin/sh -c x" },
            {},
        ]);
        assert.deepEqual(
            found.map(({ createdBy }) => createdBy),
            ["RUN true /bin/sh -c x", "", ""],
        );
    });

    it("tells the base's layers by their age: over an hour older than the last", () => {
        const baseOf = (...created: (string | null)[]) => contentOf(created.map((time) => ({ created: time }))).layers;
        const isBase = (...created: (string | null)[]) => baseOf(...created).map((each) => each.isBase);
        const [old, hour, last] = ["2026-01-01T00:00:00Z", "2026-01-02T11:00:00Z", "2026-01-02T12:00:00Z"];
        assert.deepEqual(isBase(old, old, last), [true, true, false]);
        assert.deepEqual(isBase(old, "2026-01-02T10:59:59Z", last), [true, true, false]);
        assert.deepEqual(isBase(old, hour, last), [true, false, false]);
        // What comes after a layer of the build is the build's, whatever its age.
        assert.deepEqual(isBase(last, old, last), [false, false, false]);
    });

    it("knows no base without times, or where steps are missing", () => {
        const none = [false, false, false];
        const bases = (history: HistoryEntry[]) => contentOf(history).layers.map(({ isBase }) => isBase);
        assert.deepEqual(bases([{ created: null }, {}, { created: "yesterday" }]), none);
        assert.deepEqual(bases([{ created: "2026-01-01T00:00:00Z" }, { created: "2026-01-02T00:00:00Z" }]), none);
    });
});

describe("what files of a layer cost compressed", () => {
    it("is their part of it", () => {
        const half = layer([file("a", 600), file("b", 400)]);
        assert.deepEqual(
            [0, 400, 1_000].map((bytes) => compressedShare(half, bytes)),
            [0, 200, 500],
        );
        assert.equal(compressedShare(layer([file("a", 0)], { bytes: 32 }), 0), 0);
    });
});
