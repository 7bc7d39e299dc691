import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { EngineError, NoStackError, openStack } from "../../engine/open";
import { type FakeEngine, fakeEngine } from "../support/fakeEngine";

const NOT_FOUND = `echo "error: no stack named 'dev' found" >&2; exit 255`;

describe("opening a stack", () => {
    let engine: FakeEngine;

    const open = (answers: Record<string, string> = {}, create = true, version?: string) => {
        engine = fakeEngine(answers, version);
        return openStack({ stack: "dev", workDir: engine.folder, program: async () => {}, env: engine.env }, create);
    };
    const refused = (text: RegExp) => (error: unknown) => {
        assert.ok(error instanceof EngineError, String(error));
        assert.match(error.message, text);
        assert.doesNotMatch(error.message, /\n/);
        return true;
    };

    afterEach(() => engine.remove());

    it("takes the engine along the given PATH", async () => {
        const stack = await open();
        assert.equal(stack.name, "dev");
        assert.ok(engine.calls().some((line) => line.startsWith("stack select --stack dev")));
    });

    it("takes the engine of a version manager, which lies in a folder of another name", async () => {
        engine = fakeEngine();
        const shims = path.join(engine.folder, "shims");
        fs.renameSync(path.join(engine.folder, "bin"), shims);
        const before = process.env.PATH;
        process.env.PATH = `${shims}:${before}`;
        try {
            const stack = await openStack({ stack: "dev", workDir: engine.folder, program: async () => {} });
            assert.equal(stack.name, "dev");
        } finally {
            process.env.PATH = before;
        }
    });

    it("looks for the engine of Windows too, which has another name", async () => {
        engine = fakeEngine();
        const bin = path.join(engine.folder, "bin");
        fs.renameSync(path.join(bin, "pulumi"), path.join(bin, "pulumi.exe"));
        const env = { ...engine.env, PATH: bin };
        // Found, and started by the name that Windows completes.
        const opened = openStack({ stack: "dev", workDir: engine.folder, program: async () => {}, env });
        await assert.rejects(opened, /the Pulumi engine .*\/bin\/pulumi cannot be used/);
    });

    it("creates a stack that is not there", async () => {
        await open({ "stack select": NOT_FOUND });
        assert.ok(engine.calls().some((line) => line.startsWith("stack init dev")));
    });

    it("refuses a stack that is not there where nothing is to be made", async () => {
        const opened = open({ "stack select": NOT_FOUND }, false);
        await assert.rejects(opened, NoStackError);
        await assert.rejects(opened, refused(/no stack "dev" yet; `up` creates it/));
    });

    it("refuses an engine that is too old for resource hooks", async () => {
        await assert.rejects(
            open({}, true, "v3.181.0"),
            refused(/cannot be used: .* minimum CLI version requirement is 3.218.0/),
        );
    });

    it("says what the backend refused, and nothing else of the engine's output", async () => {
        const answer = `echo noise; echo "error: incorrect passphrase" >&2; exit 255`;
        await assert.rejects(open({ "stack select": answer }), refused(/^incorrect passphrase$/));
    });

    it("says what to do where no engine is", async () => {
        engine = fakeEngine();
        const env = { PATH: "/nowhere" };
        const opened = openStack({ stack: "dev", workDir: engine.folder, program: async () => {}, env });
        await assert.rejects(opened, refused(/no Pulumi engine was found on the PATH; install Pulumi/));
    });
});
