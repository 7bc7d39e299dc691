import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { isWhole } from "../../../platform/kubernetes/wholeProgram";

describe("a program in the cache", () => {
    let folder: string;
    before(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "whole-"));
    });
    after(() => fs.rmSync(folder, { recursive: true }));

    const written = (bytes: Buffer | string) => {
        const file = path.join(folder, "program");
        fs.writeFileSync(file, bytes);
        return file;
    };

    /** A program of Linux that has one segment, and one section behind it. */
    function program(): Buffer {
        const bytes = Buffer.alloc(1_000 + 64);
        Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]).copy(bytes);
        bytes.writeBigUInt64LE(64n, 32);
        bytes.writeUInt16LE(56, 54);
        bytes.writeUInt16LE(1, 56);
        bytes.writeBigUInt64LE(1_000n, 40);
        bytes.writeUInt16LE(64, 58);
        bytes.writeUInt16LE(1, 60);
        bytes.writeBigUInt64LE(200n, 64 + 8);
        bytes.writeBigUInt64LE(800n, 64 + 32);
        return bytes;
    }

    it("is whole up to its last byte only", () => {
        const bytes = program();
        assert.ok(isWhole(written(bytes)));
        for (const length of [0, 3, 6, 63, 64, 119, 500, 999, 1_000, bytes.length - 1]) {
            // What is shorter than its own beginning tells nothing of itself, and is empty or no program of Linux.
            assert.equal(isWhole(written(bytes.subarray(0, length))), length === 3, String(length));
        }
        assert.ok(!isWhole(path.join(folder, "missing")));
    });

    it("is whole as Node.js's own is, and as a script is", () => {
        assert.ok(isWhole(process.execPath));
        assert.ok(isWhole(written("#!/bin/sh\n")));
    });
});
