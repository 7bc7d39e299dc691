import assert from "node:assert/strict";
import { imageConfig } from "../../../model/image/config";
import { platformMatches, platformText } from "../../../model/image/platform";

describe("a platform as text", () => {
    it("has its variant, which is v8 for arm64 where none is said, as containerd reads it", () => {
        const text = (architecture: string, variant?: string | null) =>
            platformText({ os: "linux", architecture, variant });
        assert.deepEqual([text("amd64"), text("amd64", null), text("amd64", "")], Array(3).fill("linux/amd64"));
        assert.deepEqual(
            [text("arm64"), text("arm64", ""), text("arm64", "v9")],
            ["linux/arm64/v8", "linux/arm64/v8", "linux/arm64/v9"],
        );
        assert.equal(text("arm", "v7"), "linux/arm/v7");
        assert.equal(platformText({ os: "windows", architecture: "amd64" }), "windows/amd64");
    });

    it("serves what asks for it, with its variant or without one", () => {
        const serves = (wanted: string) => platformMatches("linux/arm64/v8", wanted);
        assert.deepEqual(["linux/arm64", "linux/arm64/v8"].map(serves), [true, true]);
        const others = [
            "linux/arm64/v9",
            "linux/amd64",
            "windows/arm64",
            "linux",
            "windows/arm64/v8",
            "linux/amd64/v8",
        ];
        assert.deepEqual(others.map(serves), Array(others.length).fill(false));
        assert.equal(platformMatches("linux/amd64", "linux/amd64/v3"), false);
    });
});

describe("the config of an image", () => {
    const platform = { os: "linux", architecture: "amd64" };

    it("has what a container is started with, and the steps that made it", () => {
        const json = {
            ...platform,
            variant: null,
            config: {
                Env: ["A=1"],
                User: "1654",
                Entrypoint: ["/app"],
                Cmd: null,
                Labels: { a: "b" },
                Healthcheck: {},
            },
            history: [{ created_by: "COPY . .", empty_layer: true, author: "x" }, { comment: "buildkit" }],
            rootfs: {},
        };
        const { config, history, os, variant } = imageConfig(json);
        assert.deepEqual([os, variant], ["linux", null]);
        assert.deepEqual(config, { Env: ["A=1"], User: "1654", Entrypoint: ["/app"], Cmd: null, Labels: { a: "b" } });
        assert.deepEqual(history, [{ created_by: "COPY . .", empty_layer: true }, { comment: "buildkit" }]);
    });

    it("needs no more than its platform", () => {
        for (const nothing of [{}, { config: null, history: null }]) {
            assert.deepEqual(imageConfig({ ...platform, ...nothing }), { ...platform, config: {}, history: [] });
        }
    });

    it("is not that of a chart or another artifact", () => {
        for (const json of [
            null,
            [],
            { name: "chart", version: "1.0.0" },
            { os: "linux" },
            { ...platform, history: "x" },
        ]) {
            assert.throws(() => imageConfig(json), /not that of a container image \(a chart or another artifact\?\)/);
        }
    });
});
