import assert from "node:assert/strict";
import { builtImages } from "../../../model/pin/buildOutput";

const [A, B] = [`sha256:${"a".repeat(64)}`, `sha256:${"b".repeat(64)}`];

const BUILDX = {
    "buildx.build.ref": "builder/builder0/x",
    "containerimage.config.digest": B,
    "containerimage.descriptor": { mediaType: "application/vnd.oci.image.manifest.v1+json", digest: A, size: 506 },
    "containerimage.digest": A,
    "image.name": "acr1.azurecr.io/shop:1.4.2,acr1.azurecr.io/shop:latest",
};

const texts = (output: unknown, before = "") =>
    builtImages("out.json", before + JSON.stringify(output, null, 2)).map(({ text }) => text);

describe("the images that a build has pushed", () => {
    const cases: [string, unknown, string[]][] = [
        ["docker buildx build --metadata-file", BUILDX, [`acr1.azurecr.io/shop@${A}`]],
        [
            "docker buildx bake --metadata-file",
            {
                api: { "containerimage.digest": A, "image.name": "acr1.azurecr.io/shop/api" },
                web: { "containerimage.digest": B, "image.name": "acr1.azurecr.io/shop/web:2" },
                "buildx.build.warnings": [],
            },
            [`acr1.azurecr.io/shop/api@${A}`, `acr1.azurecr.io/shop/web@${B}`],
        ],
        [
            "dotnet publish --getProperty",
            {
                Properties: {
                    GeneratedContainerDigest: A,
                    ContainerRegistry: "acr1.azurecr.io",
                    ContainerRepository: "shop/api",
                },
            },
            [`acr1.azurecr.io/shop/api@${A}`],
        ],
        [
            "dotnet publish --getProperty --getItem",
            {
                Properties: { GeneratedContainerDigest: A, ContainerRegistry: "" },
                Items: { GeneratedContainerNames: [{ Identity: "acr1.azurecr.io/shop/api:1.4.2" }] },
            },
            [`acr1.azurecr.io/shop/api@${A}`],
        ],
        [
            "`az acr build` with `-o json`",
            {
                status: "Succeeded",
                outputImages: [{ registry: "acr1.azurecr.io", repository: "shop", tag: "1.4.2", digest: A }],
            },
            [`acr1.azurecr.io/shop@${A}`],
        ],
    ];
    for (const [name, output, wanted] of cases) {
        it(`are those of ${name}`, () => {
            assert.deepEqual(texts(output), wanted);
            assert.deepEqual(texts(output, "Run ID: ca1 was successful\n"), wanted);
        });
    }

    it("are none of what a tool leaves out, or writes in another form", () => {
        const registry = "acr1.azurecr.io";
        const acr = { outputImages: [null, "x", { registry, digest: A }, { repository: "shop", digest: B }] };
        const dotnet = { GeneratedContainerDigest: A, ContainerRegistry: registry };
        const names = { Items: { GeneratedContainerNames: [null, "x", { Identity: " " }] } };
        for (const other of [
            acr,
            { Properties: dotnet, ...names },
            { Properties: dotnet, Items: { GeneratedContainerNames: A } },
        ]) {
            assert.deepEqual(texts({ ...BUILDX, ...other }), [`acr1.azurecr.io/shop@${A}`]);
            assert.throws(() => texts(other), /names no image that was pushed/);
        }
        assert.deepEqual(texts({ ...BUILDX, "image.name": " acr1.azurecr.io/shop:1 ,b" }), [
            `acr1.azurecr.io/shop@${A}`,
        ]);
    });

    it("are those of az acr build in either place", () => {
        const outputImages = [{ registry: "acr1.azurecr.io", repository: "shop", digest: A }];
        assert.deepEqual(texts({ properties: { outputImages } }), [`acr1.azurecr.io/shop@${A}`]);
    });

    it("begin in a line of their own: what comes before may have braces", () => {
        assert.deepEqual(texts(BUILDX, "a {b}\n"), [`acr1.azurecr.io/shop@${A}`]);
    });

    const faults: [string, string, RegExp][] = [
        [
            "no JSON",
            "Step 1/3 : FROM scratch",
            /^out\.json is not JSON: expected the file of `docker buildx build --meta/,
        ],
        ["a build without a push", JSON.stringify({ ...BUILDX, "image.name": "" }), /names no image that was pushed/],
        ["something else", JSON.stringify({ Properties: {}, outputImages: [{ digest: A }] }), /names no image/],
        [
            "a digest that is none",
            JSON.stringify({ ...BUILDX, "containerimage.digest": "sha256:1" }),
            /^out\.json: image reference .* is not valid/,
        ],
    ];
    for (const [name, text, expected] of faults) {
        it(`are refused where there is ${name}`, () => {
            assert.throws(() => builtImages("out.json", text), { message: expected });
        });
    }
});
