// What a finding counts and names: the bytes that a node saves, the layer, and the largest file.
import assert from "node:assert/strict";
import fc from "fast-check";
import { dotnetFindings } from "../../../model/optimize/dotnet";
import { type ImageFinding, sorted } from "../../../model/optimize/finding";
import { layerText, pathFindings } from "../../../model/optimize/paths";
import { duplicateFindings, hiddenFindings } from "../../../model/optimize/waste";
import { content, file, layer, opaque, whiteout } from "../../support/imageContent";

const named = (digit: string) => ({ digest: `sha256:${digit.repeat(64)}` });

describe("findings in their order", () => {
    it("begin with the largest saving, and are in the order of their text where that is the same", () => {
        const finding = fc.record({ what: fc.string(), savingBytes: fc.nat(3) });
        fc.assert(
            fc.property(fc.array(finding), (drawn) => {
                const findings = drawn.map((each) => ({ kind: "", where: "", advice: "", ...each })) as ImageFinding[];
                const inOrder = sorted(findings);
                assert.deepEqual(sorted([...findings].reverse()), inOrder);
                for (const [index, { what, savingBytes }] of inOrder.slice(1).entries()) {
                    const before = inOrder[index];
                    assert.ok(before && before.savingBytes >= savingBytes);
                    assert.ok(before.savingBytes > savingBytes || before.what.localeCompare(what) <= 0);
                }
            }),
        );
    });
});

describe("a layer in words", () => {
    it("has what it was made by, cut short, and whether it is the base's", () => {
        assert.equal(layerText(layer([], { ...named("a") })), "layer aaaaaaaaaaaa (COPY . .)");
        assert.equal(layerText(layer([], { ...named("b"), isBase: true, createdBy: "" })), "base layer bbbbbbbbbbbb");
        const text = layerText(layer([], { ...named("c"), createdBy: `RUN ${"x".repeat(100)}` }));
        assert.equal(text, `layer cccccccccccc (RUN ${"x".repeat(56)})`);
    });
});

describe("files that need not be there", () => {
    it("are counted together in each layer, with the largest as the example", () => {
        const files = [file("usr/include/a.h", 10), file("usr/include/b.h", 30), file("usr/include/c.h", 20)];
        const image = content([layer(files), layer([file("usr/include/d.h", 40)], named("a"))]);
        const found = pathFindings(image).map(({ what, savingBytes }) => [what, savingBytes]);
        assert.deepEqual(found, [
            ["header files: 3 files, such as /usr/include/b.h", 30],
            ["header files: 1 file, such as /usr/include/d.h", 20],
        ]);
    });

    it("are files alone: what deletes them saves nothing", () => {
        assert.deepEqual(pathFindings(content([layer([whiteout("usr/include/a.h"), opaque("app/.git/x")])])), []);
    });
});

describe("files that a later layer hides", () => {
    it("are counted by the layer that has them and the one that hides them", () => {
        const image = content([
            layer([file("a", 10), file("b", 40)], named("a")),
            layer([file("c", 20)], named("b")),
            layer([whiteout("a"), whiteout("b"), whiteout("c")], named("c")),
        ]);
        const found = hiddenFindings(image).map(({ what, where, savingBytes }) => [what, where, savingBytes]);
        assert.deepEqual(found, [
            [
                "2 files are deleted or written again by a later layer, such as /b",
                "layer aaaaaaaaaaaa (COPY . .), hidden by layer cccccccccccc (COPY . .)",
                25,
            ],
            [
                "1 file is deleted or written again by a later layer, such as /c",
                "layer bbbbbbbbbbbb (COPY . .), hidden by layer cccccccccccc (COPY . .)",
                10,
            ],
        ]);
    });

    it("are hidden once, and not by their own layer", () => {
        const twice = [layer([file("a", 10)]), layer([whiteout("a")]), layer([whiteout("a")])];
        assert.equal(hiddenFindings(content(twice)).length, 1);
        assert.deepEqual(hiddenFindings(content([layer([opaque("src"), file("src/a", 10)])])), []);
        assert.deepEqual(hiddenFindings(content([layer([file("a", 10), file("a", 10)])])), []);
    });

    it("are all of the layers below where a layer empties the root", () => {
        const image = content([layer([file("a", 10), file("b/c", 10)]), layer([opaque(""), file("d", 10)])]);
        assert.match(hiddenFindings(image)[0]?.what ?? "", /^2 files are /);
    });
});

describe("contents that are there several times", () => {
    it("count all but the first, and name the largest with its layer", () => {
        const image = content([
            layer([file("a", 10, "x"), file("b", 40, "y"), file("c", 1, "z"), file("d", 1)], named("a")),
            layer([file("e", 10, "x"), file("f", 10, "x"), file("d", 1)], named("b")),
            layer([file("g", 40, "y")], named("c")),
        ]);
        const [found, ...more] = duplicateFindings(image);
        assert.deepEqual(more, []);
        assert.equal(found?.what, "3 files have the content of another one, such as /g");
        assert.match(found?.where ?? "", /^layer cccccccccccc/);
        assert.equal(found?.savingBytes, 30);
    });
});

describe("a whole framework of .NET next to the application", () => {
    /** So many assemblies of the framework, and the core. */
    const found = (count: number, ...others: string[]) => {
        const assemblies = Array.from({ length: count }, (_, index) => `app/System.A${index}.dll`);
        const paths = ["app/System.Private.CoreLib.dll", ...assemblies, ...others];
        return dotnetFindings(content([layer(paths.map((path) => file(path, 1_000)))]));
    };

    it("is one of 120 assemblies or more", () => {
        assert.deepEqual(found(118), []);
        assert.match(found(119)[0]?.what ?? "", /of 120 assemblies/);
    });

    it("is not what lies elsewhere, or is the application's own", () => {
        assert.deepEqual(found(118, "lib/System.B.dll", "app/Shop.dll", "app/System.B.pdb", "app/x/Shop.dll"), []);
        assert.match(found(118, "app/Microsoft.B.dll")[0]?.what ?? "", /of 120 assemblies/);
        assert.deepEqual(dotnetFindings(content([layer([file("app/Shop.dll")])])), []);
    });

    it("would be half as large when it is trimmed", () => {
        assert.equal(found(119)[0]?.savingBytes, 30_000);
    });
});
