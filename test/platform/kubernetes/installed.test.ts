import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { BUILD_VARIABLE, installedProgram } from "../../../platform/kubernetes/installed";
import { HELM, KWOK, PARTS, type Part } from "../../../platform/kubernetes/parts";
import { BIN } from "../../../platform/paths";

const ENGINE: Part = {
    name: "engine",
    typicalSeconds: 1,
    packages: [],
    programs: { pulumi: "pulumi" },
    installed: { program: "pulumi", least: "3.218.0" },
};

describe("a program that is installed already", () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "installed-"));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    function install(script: string, below = "", mode = 0o755): string {
        mkdirSync(join(folder, below), { recursive: true });
        const file = join(folder, below, "pulumi");
        writeFileSync(file, `#!/bin/sh\n${script}\n`);
        chmodSync(file, mode);
        return file;
    }
    const found = (env: NodeJS.ProcessEnv = {}, part = ENGINE) => installedProgram(part, { PATH: folder, ...env });

    for (const version of ["v3.218.0", "v3.259.1", "3.218.0", "v4.0.0-alpha.1"]) {
        it(`serves at ${version}`, () => {
            const file = install(`[ "$1" = version ] && echo ${version}`);
            assert.equal(found(), file);
        });
    }

    it("does not serve at an older version, without a version, or when it fails", () => {
        for (const script of ["echo v3.217.9", "echo hello", "echo v3.259.0; exit 1"]) {
            install(script);
            assert.equal(found(), undefined, script);
            rmSync(folder, { recursive: true });
            folder = mkdtempSync(join(tmpdir(), "installed-"));
        }
    });

    it("is the first on the path, as a shell takes it", () => {
        const first = install("echo v3.259.0", "one");
        install("echo v3.260.0", "two");
        assert.equal(found({ PATH: [join(folder, "one"), join(folder, "two")].join(delimiter) }), first);
    });

    it("is neither a folder nor a file without the right to run, nor the link to what was built", () => {
        install("echo v3.259.0", "", 0o644);
        mkdirSync(join(folder, "sub/pulumi"), { recursive: true });
        assert.equal(found(), undefined);
        assert.equal(found({ PATH: [join(folder, "sub"), BIN, ""].join(delimiter) }), undefined);
    });

    it("is left alone where everything is to be built, and for parts that nothing serves for", () => {
        install("echo v3.259.0");
        assert.equal(found({ [BUILD_VARIABLE]: "1" }), undefined);
        assert.equal(found({}, { ...ENGINE, installed: undefined }), undefined);
    });

    it("does not serve at a version that is too new", () => {
        const helm = { ...ENGINE, installed: { program: "pulumi", least: "3.18.0", below: "4.0.0" } };
        for (const [version, serves] of [
            ["3.18.0", true],
            ["3.99.0", true],
            ["4.0.0", false],
            ["3.17.9", false],
        ] as const) {
            const file = install(`echo 'version.BuildInfo{Version:"v${version}", GoVersion:"go1.24.3"}'`);
            assert.equal(found({}, helm), serves ? file : undefined, version);
            rmSync(folder, { recursive: true });
            folder = mkdtempSync(join(tmpdir(), "installed-"));
        }
    });

    it("serves for the engine, from the version that has error hooks, and for helm", () => {
        const parts = [...PARTS, KWOK, HELM].filter(({ installed }) => installed !== undefined);
        assert.deepEqual(
            parts.map(({ name, installed }) => [name, installed]),
            [
                ["engine", { program: "pulumi", least: "3.218.0" }],
                ["helm", { program: "helm", least: "3.18.0", below: "4.0.0" }],
            ],
        );
    });
});
