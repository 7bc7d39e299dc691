import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { endProcesses, isAlive, platformProcesses, SHIM } from "../../../platform/kubernetes/processes";

const SHELL = "/bin/bash";
/** Says "ready", and stays for as long as this process lives. */
const POLITE = "echo ready; read";
const STUBBORN = 'trap "" TERM; echo ready; read';

describe("the processes of the platform", () => {
    let bin: string;
    const children: ChildProcess[] = [];

    beforeEach(() => {
        bin = fs.mkdtempSync(path.join(os.tmpdir(), "platform-bin-"));
    });
    afterEach(async () => {
        await endProcesses(found(), 0);
        for (const child of children.splice(0)) {
            child.kill("SIGKILL");
        }
        fs.rmSync(bin, { recursive: true });
    });

    /** Never the platform that may run on this machine: neither its programs nor its shims. */
    const found = () => platformProcesses(bin, bin);

    async function started(program: string, script: string, folder = bin, more: string[] = []): Promise<ChildProcess> {
        const file = path.join(folder, program);
        fs.symlinkSync(SHELL, file);
        const child = spawn(file, ["-c", script, ...more]);
        children.push(child);
        await once(child.stdout, "data");
        return child;
    }

    it("are those whose program lies in the platform's folder, and no others", async () => {
        const other = fs.mkdtempSync(path.join(os.tmpdir(), "platform-other-"));
        const child = await started("etcd", POLITE);
        await started("etcd", POLITE, other);
        const all = found();
        fs.rmSync(other, { recursive: true });
        assert.deepEqual(
            all.map(({ pid, program, args }) => ({ pid, program, args })),
            [{ pid: child.pid, program: "etcd", args: ["-c", POLITE] }],
        );
    });

    it("show the file that really runs, not the link", async () => {
        await started("etcd", POLITE);
        assert.equal(found()[0]?.file, fs.realpathSync(SHELL));
    });

    it("include the shims of the platform's containerd, and no other's", async () => {
        const other = fs.mkdtempSync(path.join(os.tmpdir(), "platform-other-"));
        const mine = await started(SHIM, POLITE, other, ["--", "-address", path.join(bin, "containerd.sock")]);
        fs.rmSync(path.join(other, SHIM));
        await started(SHIM, POLITE, other, ["--", "-address", "/run/containerd/containerd.sock"]);
        const pids = found().map(({ pid }) => pid);
        fs.rmSync(other, { recursive: true });
        assert.ok(pids.includes(mine.pid ?? 0));
        assert.ok(!pids.includes(children.at(-1)?.pid ?? 0));
    });

    it("are not alive any more when their id belongs to a process that started later", async () => {
        await started("etcd", POLITE);
        const [first] = found();
        assert.ok(first);
        assert.equal(isAlive(first), true);
        assert.equal(isAlive({ ...first, startTime: "1" }), false);
    });

    it("are not alive any more when only their exit code is left", async () => {
        fs.symlinkSync(SHELL, path.join(bin, "etcd"));
        // A parent that never asks for the exit code.
        const parent = spawn(SHELL, ["-c", `exec 3<&0; "${bin}/etcd" -c '${POLITE} <&3' & exec sleep 60`]);
        children.push(parent);
        await once(parent.stdout, "data");
        const [first] = found();
        assert.ok(first);
        process.kill(first.pid, "SIGKILL");
        while (!/\) Z /.test(fs.readFileSync(`/proc/${first.pid}/stat`, "utf8"))) {
            await new Promise((resolve) => setTimeout(resolve, 5));
        }
        assert.equal(isAlive(first), false);
    });

    it("end by SIGTERM, and by SIGKILL when they do not", async () => {
        const polite = await started("etcd", POLITE);
        const stubborn = await started("kubelet", STUBBORN);
        const exits = Promise.all([once(polite, "exit"), once(stubborn, "exit")]);
        await endProcesses(found(), 300);
        assert.deepEqual(found(), []);
        await exits;
        assert.equal(polite.signalCode, "SIGTERM");
        assert.equal(stubborn.signalCode, "SIGKILL");
    });

    it("are left alone when their id was given to another process meanwhile", async () => {
        const child = await started("etcd", POLITE);
        const [first] = found();
        assert.ok(first);
        await endProcesses([{ ...first, startTime: "1" }], 1_000);
        assert.equal(child.exitCode ?? child.signalCode, null);
        assert.equal(isAlive(first), true);
    });
});
