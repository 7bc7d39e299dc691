import assert from "node:assert/strict";
import { run } from "../../../platform/machine/command";

describe("a program that runs to its end", () => {
    it("gives its output", async () => {
        assert.equal(await run("cat", [], { input: "hello" }), "hello");
    });

    it("is judged by its exit code where it does not read its input", async () => {
        const input = "x".repeat(1_000_000);
        assert.equal(await run("true", [], { input }), "");
        await assert.rejects(run("false", [], { input }), /^Error: false ended with 1/);
    });
});
