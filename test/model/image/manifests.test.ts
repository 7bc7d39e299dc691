// Shapes of https://github.com/opencontainers/image-spec (manifest.md, image-index.md) and of Docker's image manifest V2, schema 2.
import assert from "node:assert/strict";
import fc from "fast-check";
import { INDEX_TYPES, MANIFEST_TYPES, manifestDocument } from "../../../model/image/manifests";

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const [OCI, DOCKER] = MANIFEST_TYPES;
const layer = (mediaType: string, size = 10) => ({ mediaType, digest: digest("b"), size });
const config = { mediaType: "application/vnd.oci.image.config.v1+json", digest: digest("a"), size: 7 };

function manifestOf(json: unknown, contentType = OCI ?? "") {
    const document = manifestDocument(json, contentType);
    assert.ok(document.kind === "manifest");
    return document.manifest;
}

function entriesOf(...manifests: unknown[]) {
    const document = manifestDocument({ schemaVersion: 2, manifests }, INDEX_TYPES[0] ?? "");
    assert.ok(document.kind === "index");
    return document.entries;
}

describe("the manifest of an image", () => {
    it("has its config, its layers, and what a node downloads in all", () => {
        const gzip = "application/vnd.oci.image.layer.v1.tar+gzip";
        assert.deepEqual(manifestOf({ mediaType: DOCKER, config, layers: [layer(gzip, 10), layer(gzip, 20)] }), {
            mediaType: DOCKER,
            config: { digest: digest("a"), bytes: 7 },
            layers: [10, 20].map((bytes) => ({ digest: digest("b"), bytes, mediaType: gzip, compression: "gzip" })),
            totalBytes: 37,
        });
    });

    it("is of the answer's type where it names none", () => {
        assert.equal(manifestOf({ config, layers: [] }, DOCKER).mediaType, DOCKER);
    });

    it("tells how each layer is compressed", () => {
        const types = {
            "application/vnd.oci.image.layer.v1.tar+gzip": "gzip",
            "application/vnd.docker.image.rootfs.diff.tar.gzip": "gzip",
            "application/vnd.oci.image.layer.v1.tar+zstd": "zstd",
            "application/vnd.docker.image.rootfs.diff.tar.zstd": "zstd",
            "application/vnd.oci.image.layer.v1.tar": "none",
            "application/vnd.cncf.helm.chart.content.v1.tar+gzip.sig": "none",
        };
        const { layers } = manifestOf({ config, layers: Object.keys(types).map((type) => layer(type)) });
        assert.deepEqual(
            layers.map(({ compression }) => compression),
            Object.values(types),
        );
    });

    it("adds up, whatever its layers", () => {
        fc.assert(
            fc.property(fc.array(fc.nat(1e12), { maxLength: 20 }), fc.nat(1e6), (sizes, size) => {
                const layers = sizes.map((bytes) => layer("", bytes));
                const { totalBytes } = manifestOf({ config: { ...config, size }, layers });
                assert.equal(
                    totalBytes,
                    sizes.reduce((sum, bytes) => sum + bytes, size),
                );
            }),
        );
    });
});

describe("the index of an image", () => {
    it("has each platform's manifest, and says of others what they are", () => {
        const of = { mediaType: OCI, digest: digest("c"), size: 5 };
        const platform = { os: "linux", architecture: "amd64" };
        const common = { digest: digest("c"), bytes: 5, mediaType: OCI, platform: undefined, artifactType: undefined };
        const artifactType = "application/vnd.dev.cosign.artifact.sig.v1+json";
        assert.deepEqual(entriesOf({ ...of, platform }, { ...of, artifactType }, { ...of, artifactType: "" }), [
            { ...common, platform: "linux/amd64" },
            { ...common, artifactType },
            common,
        ]);
        assert.deepEqual(entriesOf(), []);
    });
});

describe("an answer that is not a manifest", () => {
    const refused: Record<string, unknown> = {
        nothing: null,
        "a text": "not found",
        "a digest that is too short": { config: { ...config, digest: "sha256:1" }, layers: [] },
        "a digest with more around it": { config: { ...config, digest: `x${digest("a")}0` }, layers: [] },
        "a digest that is too long": { config: { ...config, digest: `${digest("a")}0` }, layers: [] },
        "a size below zero": { config, layers: [layer("", -1)] },
        "a size that is not a whole number": { config, layers: [layer("", 1.5)] },
        "more layers than any image has": { config, layers: Array(10_001).fill(layer("")) },
        "more entries than any index has": { manifests: Array(10_001).fill({ ...layer("") }) },
        "a layer without a type": { config, layers: [{ digest: digest("b"), size: 1 }] },
        "no layers": { config },
        "no config": { layers: [] },
    };
    for (const [what, json] of Object.entries(refused)) {
        it(`is refused: ${what}`, () => {
            assert.throws(() => manifestDocument(json, ""), {
                message: "it is neither an image manifest nor an index",
            });
        });
    }

    it("is named where it is the old form, which containerd cannot pull", () => {
        const schema1 = { schemaVersion: 1, name: "library/x", fsLayers: [] };
        assert.throws(() => manifestDocument(schema1, ""), /manifest of schema 1, which containerd cannot pull; push/);
    });

    it("may have the longer digest", () => {
        const long = `sha512:${"a".repeat(128)}`;
        assert.equal(manifestOf({ config: { ...config, digest: long }, layers: [] }).config.digest, long);
    });
});
