import assert from "node:assert/strict";
import { changesMarkdown, sizeChanges } from "../../../model/timeouts/sizeChanges";
import { imageOf } from "../../support/image";

const MB = 1_000_000;

describe("the change of an image's size", () => {
    const layers = (...sizes: number[]) =>
        sizes.map((bytes) => ({ digest: `sha256:${bytes}`, bytes, mediaType: "", compression: "gzip" as const }));
    const image = (platform: string, totalBytes: number, ...sizes: number[]) => ({
        ...imageOf(platform, totalBytes),
        layers: layers(...sizes),
    });

    it("is told for each platform, with the layers that a node with the old image still downloads", () => {
        const before = [image("windows/amd64", 40, 40), image("linux/amd64", 30, 10, 20)];
        const after = [image("linux/arm64/v8", 7, 3, 4), image("linux/amd64", 36, 10, 25, 1)];
        assert.deepEqual(sizeChanges(before, after), [
            { platform: "linux/amd64", before: 30, after: 36, newBytes: 26 },
            { platform: "linux/arm64/v8", before: undefined, after: 7, newBytes: 7 },
            { platform: "windows/amd64", before: 40, after: undefined, newBytes: 0 },
        ]);
    });

    /** The cells of the row that tells of it, after its platform. */
    function row(before: number | undefined, after: number | undefined): string {
        const text = changesMarkdown([{ platform: "linux/amd64", before, after, newBytes: 5 * MB }], "main");
        return text.split("\n")[4]?.replace("| linux/amd64 | ", "") ?? "";
    }

    it("is a table for a pull request, with another timeout in bold", () => {
        assert.equal(
            changesMarkdown([{ platform: "linux/amd64", before: 100 * MB, after: 300 * MB, newBytes: 250 * MB }], "v1"),
            [
                "Image size against `v1`",
                "",
                "| platform | before | after | difference | new layers | pull timeout |",
                "|---|---:|---:|---:|---:|---|",
                "| linux/amd64 | 100 MB | 300 MB | +200 MB (+200.0 %) | 250 MB | **120 s -> 180 s** |",
                "",
            ].join("\n"),
        );
        assert.equal(row(110 * MB, 100 * MB), "110 MB | 100 MB | -10 MB (-9.1 %) | 5 MB | 120 s |");
        assert.equal(row(100 * MB, 100 * MB), "100 MB | 100 MB | none | 5 MB | 120 s |");
        assert.equal(row(0, 1 * MB), "0 B | 1 MB | +1 MB | 5 MB | 120 s |");
    });

    it("is new or gone for a platform that only one of them has", () => {
        assert.equal(row(undefined, 300 * MB), "- | 300 MB | new | 5 MB | 180 s |");
        assert.equal(row(300 * MB, undefined), "300 MB | - | gone | 5 MB | 180 s |");
    });
});
