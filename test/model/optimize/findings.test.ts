import assert from "node:assert/strict";
import { baseFindings } from "../../../model/optimize/base";
import { dotnetFindings } from "../../../model/optimize/dotnet";
import { imageFindings } from "../../../model/optimize/findings";
import { pathFindings } from "../../../model/optimize/paths";
import { duplicateFindings, hiddenFindings } from "../../../model/optimize/waste";
import { content, file, layer, opaque, whiteout } from "../../support/imageContent";

describe("files that have no business in the image of a service", () => {
    for (const [path, text] of [
        ["usr/share/dotnet/sdk/10.0.100/dotnet.dll", /the \.NET SDK/],
        ["usr/lib/gcc/x86_64-linux-gnu/12/cc1", /a C compiler/],
        ["usr/include/stdio.h", /header files/],
        ["usr/lib/git-core/git", /^git/],
        ["usr/local/lib/node_modules/npm/index.js", /^npm/],
        ["usr/local/go/bin/go", /Go toolchain/],
        ["var/lib/apt/lists/deb_main_Packages", /package lists of apt/],
        ["var/cache/apt/pkgcache.bin", /packages that apt downloaded/],
        ["var/cache/apk/APKINDEX.tar.gz", /cache of apk/],
        ["root/.nuget/packages/x/x.dll", /cache of NuGet/],
        ["root/.npm/_cacache/content-v2/x", /cache of npm/],
        ["root/.cache/pip/http/x", /cache of pip/],
        ["usr/share/doc/libc6/copyright", /documentation/],
        ["app/.git/objects/pack/x.pack", /history of git/],
        ["src/obj/Release/net10.0/x.dll", /intermediate files/],
        ["app/.env", /local secrets/],
        ["app/Shop.pdb", /debug symbols/],
        ["app/runtimes/win-x64/native/sqlite3.dll", /other platforms/],
        ["usr/lib/x86_64-linux-gnu/libicudata.so.74.2", /ICU/],
    ] as const) {
        it(`finds /${path}, at what it costs compressed`, () => {
            const found = pathFindings(content([layer([file(path), file("app/Shop.dll", 3_000_000)])]));
            assert.equal(found.length, 1, JSON.stringify(found));
            assert.match(found[0]?.what ?? "", text);
            assert.equal(found[0]?.savingBytes, 500_000);
        });
    }

    it("finds nothing in what a service needs", () => {
        const paths = [
            "app/Shop.dll",
            "app/Shop.runtimeconfig.json",
            "usr/share/dotnet/shared/x/y.pdb",
            "etc/passwd",
            "app/runtimes/linux-x64/native/x.so",
        ];
        assert.deepEqual(pathFindings(content([layer(paths.map((path) => file(path)))])), []);
    });
});

describe("bytes that nobody can see", () => {
    it("finds files that a later layer deletes", () => {
        const image = content([layer([file("tmp/a.zip", 4_000_000), file("app/x")]), layer([whiteout("tmp/a.zip")])]);
        const [found, ...more] = hiddenFindings(image);
        assert.deepEqual(more, []);
        assert.match(found?.what ?? "", /1 file is deleted.*\/tmp\/a\.zip/);
        assert.equal(found?.savingBytes, 2_000_000);
    });

    it("finds folders that a later layer deletes or empties", () => {
        for (const gone of [whiteout("src"), opaque("src")]) {
            const image = content([layer([file("src/a"), file("src/b/c"), file("srcs/d")]), layer([gone])]);
            assert.match(hiddenFindings(image)[0]?.what ?? "", /2 files are deleted/);
        }
    });

    it("finds files that are written again, as chown and chmod in a RUN of their own do", () => {
        const image = content([
            layer([file("app/x", 6_000_000)]),
            layer([file("app/x", 6_000_000)], { createdBy: "RUN chown app /app" }),
        ]);
        const [found] = hiddenFindings(image);
        assert.equal(found?.savingBytes, 3_000_000);
        assert.match(found?.where ?? "", /hidden by layer .*RUN chown/);
    });

    it("leaves files alone that stay", () => {
        assert.deepEqual(hiddenFindings(content([layer([file("a")]), layer([file("b")])])), []);
    });

    it("finds the same content under several paths, and not under the same path again", () => {
        const image = content([
            layer([file("a/x.dll", 2_000_000, "h"), file("b/x.dll", 2_000_000, "h")]),
            layer([file("a/x.dll", 2_000_000, "h")]),
        ]);
        const [found] = duplicateFindings(image);
        assert.match(found?.what ?? "", /1 file has the content of another one/);
        assert.equal(found?.savingBytes, 1_000_000);
        assert.deepEqual(duplicateFindings(content([layer([file("a", 1, "h")]), layer([file("a", 1, "h")])])), []);
    });
});

describe("a base with a smaller sibling", () => {
    const base = (extra: string[] = ["bin/bash"]) =>
        layer([file("usr/lib/x", 400_000_000), ...extra.map((path) => file(path, 0))], { isBase: true });

    it("is found by the variable of the official image", () => {
        const [found] = baseFindings(content([base()], ["PATH=/bin", "ASPNET_VERSION=10.0.1"]));
        assert.match(found?.advice ?? "", /aspnet:10\.0-noble-chiseled/);
        assert.equal(found?.savingBytes, 200_000_000 - 52_000_000);
    });

    it("is none when it is alpine, or has no shell, or is of an unknown kind", () => {
        assert.deepEqual(baseFindings(content([base(["bin/bash", "etc/alpine-release"])], ["ASPNET_VERSION=10"])), []);
        assert.deepEqual(baseFindings(content([base([])], ["ASPNET_VERSION=10"])), []);
        assert.deepEqual(baseFindings(content([base()], ["X=1"])), []);
    });
});

describe("a .NET service", () => {
    const framework = (count: number, folder = "app/") =>
        content([
            layer([
                file(`${folder}System.Private.CoreLib.dll`),
                ...Array.from({ length: count }, (_, n) => file(`${folder}System.Part${n}.dll`)),
            ]),
        ]);

    it("is found to carry a whole framework when it is self-contained and not trimmed", () => {
        const [found] = dotnetFindings(framework(160));
        assert.match(found?.what ?? "", /161 assemblies/);
        assert.match(found?.advice ?? "", /PublishTrimmed/);
    });

    it("is left alone when it is trimmed or shares the framework", () => {
        assert.deepEqual(dotnetFindings(framework(60)), []);
        assert.deepEqual(dotnetFindings(framework(160, "usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.0/")), []);
    });
});

describe("all findings", () => {
    it("come with the largest saving first, and without trifles", () => {
        const image = content([
            layer([file("usr/include/a.h", 100), file("app/a.pdb", 1_000_000), file("root/.nuget/x", 9_000_000)]),
        ]);
        assert.deepEqual(
            imageFindings(image).map(({ savingBytes }) => savingBytes),
            [4_500_000, 500_000],
        );
    });
});
