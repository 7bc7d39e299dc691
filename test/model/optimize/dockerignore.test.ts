import assert from "node:assert/strict";
import { dockerignoreFindings } from "../../../model/optimize/dockerignore";

const advice = (paths: string[], ignore?: string) => dockerignoreFindings(paths, ignore)[0]?.advice;

describe("a .dockerignore", () => {
    it("is asked for what the context holds and no image needs", () => {
        const paths = [".git", "src", "src/Shop", "src/Shop/Shop.csproj", "src/Shop/bin"];
        assert.equal(advice(paths), "Add: **/.git **/bin");
        assert.equal(advice([...paths, "src/Shop/obj"], "**/.git\n**/bin\n"), "Add: **/obj");
        assert.equal(advice(["web/node_modules"], "node_modules\n"), "Add: **/node_modules");
    });

    // As moby's patternmatcher decides: https://docs.docker.com/build/concepts/context/#syntax
    for (const [ignore, ...paths] of [
        ["# comment\n/.git/\n", ".git"],
        ["**/.vs\n", ".vs", "src/Shop/.vs"],
        ["*\n!src\n", ".git", ".env", ".vscode"],
        ["[Bb]in\n[Oo]bj\n", "Shop.csproj", "bin", "obj"],
        ["**/[Bb]in/\n", "Shop.csproj", "bin"],
        ["**/bin/**\n", "src/Shop.csproj", "src/bin"],
        ["\uFEFF.git\n", ".git"],
        ["**/node_*\n", "web/node_modules"],
    ] as const) {
        it(`has no findings where ${JSON.stringify(ignore)} keeps ${paths.at(-1)} out`, () => {
            assert.equal(advice([...paths], ignore), undefined);
        });
    }

    it("is case-sensitive, and lets an exception through", () => {
        assert.equal(advice(["Shop.csproj", "bin"], "Bin\n"), "Add: **/bin");
        assert.equal(advice(["src/.env"], "*\n!src\n"), "Add: **/.env");
    });

    it("is said to be missing only where there is none", () => {
        const what = (ignore?: string) => dockerignoreFindings([".git"], ignore)[0]?.what;
        assert.equal(what(), "there is no .dockerignore");
        assert.equal(what(""), ".dockerignore lets through what no image needs");
        assert.deepEqual(dockerignoreFindings(["src"], undefined), []);
    });

    it("leaves alone a build's folder next to which nothing is built", () => {
        assert.equal(advice(["src/Shop.csproj", "tools/bin"]), undefined);
        assert.equal(advice(["src/Shop.csproj", "src/bin"]), "Add: **/bin");
    });

    it("leaves folders alone that only look like a build's", () => {
        assert.equal(advice(["bin", "bin/rails", "Gemfile", "obj"]), undefined);
        assert.equal(advice(["src", "Dockerfile"]), undefined);
    });
});
