import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { EngineError } from "../../engine/open";
import { runStack, type StackVerb } from "../../engine/run";
import { type FakeEngine, fakeEngine } from "../support/fakeEngine";

const HISTORY = `echo '[{"kind":"update","result":"succeeded","resourceChanges":{"create":2},"config":{}}]'`;

describe("running a stack", () => {
    let engine: FakeEngine;
    let output: string;

    beforeEach(() => {
        output = "";
    });
    afterEach(() => engine.remove());

    const run = (verb: StackVerb, answers: Record<string, string>) => {
        engine = fakeEngine({ "stack history": HISTORY, ...answers });
        return start(verb);
    };
    const start = (verb: StackVerb, timeoutSeconds?: number) =>
        runStack(verb, {
            timeoutSeconds,
            stack: "dev",
            workDir: engine.folder,
            program: async () => {},
            env: engine.env,
            onOutput: (text) => {
                output += text;
            },
        });
    const fails = async (running: Promise<unknown>, text: string) => {
        await assert.rejects(running, (error: unknown) => {
            assert.ok(error instanceof EngineError, String(error));
            assert.equal(error.message, text);
            return true;
        });
    };

    it("hands on the engine's output, and returns what was changed", async () => {
        const { changes } = await run("up", { "up ": "echo Updating; echo careful >&2" });
        assert.match(output, /Updating/);
        assert.match(output, /careful/);
        assert.deepEqual(changes, { create: 2 });
    });

    it("fails in one line when the engine did", async () => {
        await fails(run("up", { "up ": `echo "error: update failed"; exit 255` }), "up of stack dev failed");
        assert.match(output, /error: update failed/);
    });

    it("says when another update holds the stack", async () => {
        const answer = `echo "error: the stack is currently locked by 1 lock(s)" >&2; exit 255`;
        await fails(
            run("up", { "up ": answer }),
            "another update of stack dev is running; wait for it, or end it with Ctrl-C",
        );
    });

    it("says when it was cancelled", async () => {
        // The engine may go on for long, until what it has begun is done.
        const answer = `echo "^C received; cancelling. If you would"; seq 1 20000; exit 255`;
        await fails(run("destroy", { "destroy ": answer }), "destroy of stack dev was cancelled");
    });

    it("is cancelled by its own timeout, in the engine's order, and says so", async () => {
        // Answers the signal as an engine does; without one it would go on for a minute.
        const answer = `trap 'echo cancelled in order; kill $!; exit 255' INT; sleep 60 & wait`;
        engine = fakeEngine({ "stack history": HISTORY, "up ": answer });
        await fails(start("up", 1), "up of stack dev was cancelled after its timeout of 1 s");
        assert.match(output, /cancelled in order/);
    });

    it("may be given more time than a timer counts", async () => {
        engine = fakeEngine({ "stack history": HISTORY });
        assert.deepEqual((await start("up", 1e9)).changes, { create: 2 });
    });

    it("destroys around what is protected, and says what stays", async () => {
        const state = `echo '{"deployment":{"resources":[{"id":"/acr1","protect":true}]}}'`;
        await run("destroy", { "stack export": state });
        assert.ok(engine.calls().some((call) => call.startsWith("destroy ") && call.includes("--exclude-protected")));
        assert.match(output, /Kept, because it is protected: \/acr1/);
    });

    it("releases the lock of an update that was killed, and says so", async () => {
        engine = fakeEngine({ "stack history": HISTORY });
        const folder = path.join(engine.folder, ".pulumi/locks/organization/shop/dev");
        const { pid } = spawnSync("true");
        fs.mkdirSync(folder, { recursive: true });
        const lock = { pid, username: "a", hostname: os.hostname(), timestamp: "2026-01-01T00:00:00Z" };
        fs.writeFileSync(path.join(folder, "a.json"), JSON.stringify(lock));
        await start("refresh");
        assert.match(output, new RegExp(`Released the lock of stack dev: process ${pid}, which took it at 2026`));
        assert.deepEqual(fs.readdirSync(folder), []);
    });

    it("listens for Ctrl-C no longer when it is done", async () => {
        const before = process.listenerCount("SIGINT");
        await run("up", {});
        assert.equal(process.listenerCount("SIGINT"), before);
    });
});
