import * as assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { releaseStaleLocks } from "../../engine/locks";

describe("a lock of the state", () => {
    let backend: string;
    const folder = () => path.join(backend, ".pulumi/locks/organization/shop/dev");
    const release = () => releaseStaleLocks(`file://${backend}`, "shop", "dev").map(({ pid }) => pid);
    // The number of a process that has ended, and whose place is free.
    const endedPid = () => spawnSync("true").pid;

    function lock(pid: number, hostname: string = os.hostname()): void {
        fs.mkdirSync(folder(), { recursive: true });
        const content = { pid, username: "somebody", hostname, timestamp: "2026-01-01T00:00:00Z" };
        fs.writeFileSync(path.join(folder(), `${pid}.json`), JSON.stringify(content));
        fs.writeFileSync(path.join(folder(), `${pid}.json.attrs`), "{}");
    }

    beforeEach(() => {
        backend = fs.mkdtempSync(path.join(os.tmpdir(), "backend-"));
    });
    afterEach(() => fs.rmSync(backend, { recursive: true }));

    it("is released when its process is gone from this machine", () => {
        const pid = endedPid();
        lock(pid);
        assert.deepEqual(release(), [pid]);
        assert.deepEqual(fs.readdirSync(folder()), []);
    });

    it("is found where the address of the backend has options", () => {
        const pid = endedPid();
        lock(pid);
        assert.equal(releaseStaleLocks(`file://${backend}?metadata=skip`, "shop", "dev").length, 1);
    });

    it("is released when its process number belongs to another program now", function () {
        if (!fs.existsSync("/proc/self/comm")) {
            this.skip();
        }
        lock(process.pid);
        assert.deepEqual(release(), [process.pid]);
    });

    it("is kept while its engine runs", function () {
        if (!fs.existsSync("/proc/self/comm")) {
            this.skip();
        }
        const before = process.title;
        // On Linux the title is also what /proc calls the process.
        process.title = "pulumi";
        try {
            lock(process.pid);
            assert.deepEqual(release(), []);
            assert.equal(fs.readdirSync(folder()).length, 2);
        } finally {
            process.title = before;
        }
    });

    it("is released when its engine was killed, and nobody has asked yet how it ended", async function () {
        if (!fs.existsSync("/proc/self/comm")) {
            this.skip();
        }
        const engine = path.join(backend, "pulumi");
        fs.symlinkSync("/bin/sleep", engine);
        // What the shell turns into, before the child ends, never asks for it.
        const parent = spawn("sh", ["-c", `${engine} 0.2 & echo $!; exec sleep 60`], {
            stdio: ["ignore", "pipe", "ignore"],
        });
        try {
            const pid = Number(String((await once(parent.stdout, "data"))[0]));
            while (!/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, "utf8"))) {
                await new Promise((resolve) => setTimeout(resolve, 20));
            }
            lock(pid);
            assert.deepEqual(release(), [pid]);
        } finally {
            parent.kill("SIGKILL");
        }
    });

    it("is kept when another machine took it", () => {
        lock(endedPid(), "another-machine");
        assert.deepEqual(release(), []);
    });

    it("is kept when another process is just writing it", () => {
        fs.mkdirSync(folder(), { recursive: true });
        fs.writeFileSync(path.join(folder(), "a.json"), "{");
        assert.deepEqual(release(), []);
        assert.equal(fs.readdirSync(folder()).length, 1);
    });

    it("is nobody's in a backend that is not made of files, or has never been used", () => {
        assert.deepEqual(releaseStaleLocks("https://api.pulumi.com", "shop", "dev"), []);
        assert.deepEqual(release(), []);
    });
});
