import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { buildKey } from "../../../platform/kubernetes/buildKey";
import type { Part } from "../../../platform/kubernetes/parts";

describe("the key of a built part", () => {
    let folder: string;
    let part: Part;

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "build-key-"));
        fs.writeFileSync(path.join(folder, "go.mod"), "module a");
        fs.mkdirSync(path.join(folder, "inner"));
        fs.writeFileSync(path.join(folder, "inner/main.go"), "package main");
        part = { name: "tools", typicalSeconds: 1, folder, packages: ["."], programs: {} };
    });
    afterEach(() => fs.rmSync(folder, { recursive: true }));

    const changesWith = (change: () => void): boolean => {
        const before = buildKey(part);
        change();
        return buildKey(part) !== before;
    };

    it("stays while nothing changes", () => {
        assert.equal(
            changesWith(() => undefined),
            false,
        );
        assert.match(buildKey(part), /^[0-9a-f]{16}$/);
    });

    it("changes with every source file, its name included", () => {
        // As long as before: the content counts, not only its length.
        assert.ok(changesWith(() => fs.writeFileSync(path.join(folder, "inner/main.go"), "package mine")));
        assert.ok(changesWith(() => fs.writeFileSync(path.join(folder, "query.sql"), "")));
        assert.ok(changesWith(() => fs.renameSync(path.join(folder, "query.sql"), path.join(folder, "other.sql"))));
        assert.ok(changesWith(() => fs.writeFileSync(path.join(folder, "go.sum"), "x")));
    });

    it("does not change with the tests", () => {
        assert.equal(
            changesWith(() => fs.writeFileSync(path.join(folder, "main_test.go"), "package main")),
            false,
        );
    });

    it("changes with flags and versions, and with the kind of machine", () => {
        const keys = [
            buildKey(part),
            buildKey({ ...part, tags: "a" }),
            buildKey({ ...part, cgo: true }),
            buildKey({ ...part, variables: { version: "1" } }),
            buildKey({ ...part, variables: { version: "2" } }),
            buildKey({ ...part, packages: ["./a"] }),
            buildKey({ ...part, folder: undefined, packages: ["a@v1"] }),
            buildKey({ ...part, folder: undefined, packages: ["a@v2"] }),
            buildKey(part, "linux/riscv64"),
        ];
        assert.equal(new Set(keys).size, keys.length);
    });

    it("is the same in every clone", () => {
        const clone = fs.mkdtempSync(path.join(os.tmpdir(), "build-key-"));
        fs.cpSync(folder, clone, { recursive: true });
        assert.equal(buildKey({ ...part, folder: clone }), buildKey(part));
        fs.rmSync(clone, { recursive: true });
    });
});
