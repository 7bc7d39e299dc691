import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData, type Package } from "@arethetypeswrong/core";
import { publint } from "publint";
import { preProcessFile } from "typescript";
import { isBuilt, LIST, listedFiles, writeList } from "./fileList";
import { packInto } from "./packed";

type Packages = Readonly<Record<string, string>>;
const { name, dependencies, peerDependencies } = require("../../package.json") as {
    name: string;
    dependencies: Packages;
    peerDependencies: Packages;
};
const ROOT = `/node_modules/${name}/`;

describe("the package that npm pack writes", () => {
    let folder: string;
    let tarball: Buffer;
    let contents: Package;
    let files: string[];

    before(async () => {
        folder = mkdtempSync(join(tmpdir(), "package-"));
        tarball = readFileSync(await packInto(folder));
        contents = createPackageFromTarballData(tarball);
        files = contents.listFiles().map((file) => file.slice(ROOT.length));
    });
    after(() => rmSync(folder, { recursive: true }));

    it("holds what is built, and nothing else but what files.txt lists", () => {
        const others = files.filter((file) => !isBuilt(file)).sort();
        if (process.env.UPDATE_PACKAGE_FILES) {
            writeList(others);
        }
        assert.deepEqual(others, listedFiles(), `${LIST} differs; UPDATE_PACKAGE_FILES=1 writes it again`);
    });

    it("holds nothing that stands for the outside world or tests", () => {
        const sources = files.flatMap((file) => sourcesOf(contents.readFile(ROOT + file)));
        const foreign = sources.filter(
            (source) => !/^(cli|componentPackage|components|engine|model|observe|policy)\//.test(source),
        );
        assert.deepEqual(foreign, []);
        assert.ok(sources.length > 300, `only ${sources.length} sources`);
    });

    it("imports no package that is not among its dependencies", () => {
        const foreign = files
            .filter((file) => /\.(js|d\.ts)$/.test(file))
            .flatMap((file) =>
                importedPackages(contents.readFile(ROOT + file)).map((imported) => `${file}: ${imported}`),
            );
        const known = { ...dependencies, ...peerDependencies, [name]: "" };
        const unknown = foreign.filter((line) => !(line.replace(/^.*: /, "") in known));
        assert.deepEqual(unknown, []);
        assert.ok(foreign.length > 100);
    });

    it("has entry points, types and files where package.json says", async () => {
        const { buffer, byteOffset, byteLength } = tarball;
        const bytes = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
        const { messages } = await publint({ pack: { tarball: bytes }, strict: true });
        assert.deepEqual(messages, []);
    });

    it("gives the right types in every way in which TypeScript resolves modules", async () => {
        const { problems } = (await checkPackage(contents)) as { problems?: unknown[] };
        assert.deepEqual(problems, []);
    });
});

/** Names of the packages, without those of Node.js. */
function importedPackages(text: string): string[] {
    const specifiers = preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
    return specifiers
        .filter((specifier) => !specifier.startsWith(".") && !isBuiltin(specifier))
        .map((specifier) => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/"));
}

/** The sources of a built file: each begins with a comment that names it. */
function sourcesOf(text: string): string[] {
    return [...text.matchAll(/^\/\/ (\w+\/[\w./-]+)\.ts$/gm)].map(([, source = ""]) => source);
}
