import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { buildLine, missingParts, partFolder } from "../../../platform/kubernetes/build";
import type { Part } from "../../../platform/kubernetes/parts";

describe("the line of a running build", () => {
    const first = { name: "tools" };
    const second = { name: "registry" };

    it("counts the usual time of all that is left", () => {
        assert.equal(
            buildLine(first, [60, 30], 20_000),
            "building tools (20 s, then 1 more; at most about 1m10s left)",
        );
    });

    it("never counts a part that takes longer than usual against the others", () => {
        assert.match(buildLine(first, [60, 30], 500_000), /at most about 30 s left/);
        assert.match(buildLine(second, [30], 31_000), /\(31 s; longer than usual\)/);
    });
});

describe("a part that is built", () => {
    const part: Part = {
        name: "half-built-in-a-test",
        typicalSeconds: 1,
        packages: [],
        programs: { a: "a", "other/b": "b" },
    };
    const folder = partFolder(part);
    const has = (...files: string[]) => {
        fs.mkdirSync(folder, { recursive: true });
        for (const file of files) {
            fs.writeFileSync(path.join(folder, file), "#!/bin/sh\n");
        }
    };
    afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

    it("has each of its programs, and is built again where one is missing", () => {
        assert.deepEqual(missingParts([part], {}), [part]);
        has("a");
        assert.deepEqual(missingParts([part], {}), [part]);
        has("b");
        assert.deepEqual(missingParts([part], {}), []);
    });

    it("is built again where a program was cut short", () => {
        has("a", "b");
        fs.truncateSync(path.join(folder, "b"), 0);
        assert.deepEqual(missingParts([part], {}), [part]);
    });
});
