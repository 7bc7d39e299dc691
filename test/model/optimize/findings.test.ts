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

    it("names the runtime's image in the version of the SDK", () => {
        const [found] = pathFindings(content([layer([file("usr/share/dotnet/sdk/8.0.404/dotnet.dll")])]));
        assert.match(found?.advice ?? "", /aspnet:8\.0-noble-chiseled/);
    });

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

    for (const [variables, advice, bytes] of [
        [["ASPNET_VERSION=10.0.1"], "mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled", 52],
        [["ASPNET_VERSION=8.0.11", "DOTNET_VERSION=8.0.11"], "mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled", 52],
        [["DOTNET_VERSION=6.0.36"], "mcr.microsoft.com/dotnet/runtime:6.0-jammy-chiseled", 41],
        [["NODE_VERSION=24.1.0"], "node:24-alpine", 52],
        [["PYTHON_VERSION=3.11.9"], "python:3.11-slim", 45],
        [["JAVA_HOME=/opt/java/openjdk", "JAVA_VERSION=jdk-21.0.5+11"], "eclipse-temurin:21-jre-alpine", 75],
        [["JAVA_HOME=/opt/java/openjdk", "JAVA_VERSION=jdk8u432-b06"], "eclipse-temurin:8-jre-alpine", 75],
        [["JAVA_HOME=/usr/lib/jvm/msopenjdk-17-amd64"], "eclipse-temurin:17-jre-alpine", 75],
    ] as const) {
        it(`is found in the version that ${variables.join(" ")} names`, () => {
            const [found] = baseFindings(content([base()], ["PATH=/bin", ...variables]));
            assert.equal(found?.advice, `FROM ${advice} as the final stage`);
            assert.equal(found?.savingBytes, (200 - bytes) * 1_000_000);
        });
    }

    it("is not found where no version is named, or one without a smaller sibling", () => {
        for (const variable of ["ASPNET_VERSION=5.0.17", "NODE_VERSION=", "JAVA_HOME=/opt/java/openjdk"]) {
            assert.deepEqual(baseFindings(content([base()], [variable])), []);
        }
    });

    it("calls a JDK one by its compiler", () => {
        const java = (...extra: string[]) =>
            baseFindings(content([base(["bin/bash", ...extra])], ["JAVA_VERSION=jdk-21.0.5+11"]))[0]?.what ?? "";
        assert.match(java("opt/java/openjdk/bin/javac"), /Java with a JDK/);
        assert.match(java("opt/java/openjdk/bin/java"), /a Java runtime on Debian or Ubuntu/);
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
