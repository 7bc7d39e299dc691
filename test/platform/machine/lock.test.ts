import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { withLock } from "../../../platform/machine/lock";

const REPOSITORY = path.resolve(__dirname, "../../..");

/** A process that holds the lock until it is killed. */
async function holder(name: string): Promise<ChildProcess> {
    const program = `
        const { withLock } = require("./platform/machine/lock");
        withLock(${JSON.stringify(name)}, () => {}, () => new Promise(() => {
            console.log("held");
            setInterval(() => {}, 1000);
        }));`;
    const child = spawn(process.execPath, ["-r", "./scripts/typescript.cjs", "-e", program], { cwd: REPOSITORY });
    await once(child.stdout, "data");
    return child;
}

describe("a lock between processes", () => {
    const name = `test-${process.pid}`;

    it("returns what the body returns, and passes its error on", async () => {
        assert.equal(await withLock(name, assert.fail, async () => 7), 7);
        await assert.rejects(
            withLock(name, assert.fail, () => Promise.reject(new Error("inside"))),
            /inside/,
        );
    });

    it("lets one body run at a time", async () => {
        let running = 0;
        let most = 0;
        const body = async () => {
            running += 1;
            most = Math.max(most, running);
            await new Promise((resolve) => setImmediate(resolve));
            running -= 1;
        };
        await Promise.all(Array.from({ length: 8 }, () => withLock(name, () => undefined, body)));
        assert.equal(most, 1);
    });

    it("tells who holds it, and is free once that process is killed", async () => {
        const child = await holder(name);
        const holders: string[] = [];
        const taken = withLock(
            name,
            (text) => {
                holders.push(text);
                child.kill("SIGKILL");
            },
            async () => "mine",
        );
        assert.equal(await taken, "mine");
        assert.deepEqual(holders, [`process ${child.pid}`]);
    });

    it("does not make other names wait", async () => {
        await withLock(name, assert.fail, () => withLock(`${name}-other`, assert.fail, async () => undefined));
    });
});
