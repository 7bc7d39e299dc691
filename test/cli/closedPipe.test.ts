// What the shell does to the command's output: a reader that has read enough, and a full disk.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { RegistryServer } from "../support/registryServer";
import { command } from "../support/run";

interface Piped {
    readonly code: number;
    readonly stderr: string;
}

/** Runs the command with that redirection of its output. */
function piped(words: readonly string[], redirection: string): Promise<Piped> {
    const quoted = [process.execPath, ...command(words)].map((word) => `'${word}'`).join(" ");
    return new Promise((resolve) => {
        const script = `set -o pipefail; ${quoted} ${redirection}`;
        execFile("bash", ["-c", script], (error, _stdout, stderr) => {
            resolve({ code: error === null ? 0 : Number(error.code), stderr });
        });
    });
}

describe("output that nobody takes", () => {
    it("ends quietly when the reader of the pipe has read enough", async () => {
        assert.deepEqual(await piped(["dashboard", "650MB"], "| true"), { code: 0, stderr: "" });
    });

    it("ends an endless list when the reader has read enough", async () => {
        const server = await RegistryServer.start();
        let page = 0;
        server.behave = (_request, response) => {
            page += 1;
            response.writeHead(200, { link: `</v2/shop/tags/list?n=500&last=${page}>; rel="next"` });
            response.end(JSON.stringify({ tags: Array.from({ length: 500 }, (_, tag) => `v${page}.${tag}`) }));
            return true;
        };
        const ended = await piped(["tags", `${server.host}/shop`], "| head -1").finally(() => server.stop());
        assert.deepEqual(ended, { code: 0, stderr: "" });
    });

    it("waits for a reader that takes its time, such as a pager, and loses nothing", async function () {
        this.timeout(60_000);
        const server = await RegistryServer.start();
        server.behave = (_request, response) => {
            response.end(JSON.stringify({ tags: Array.from({ length: 20_000 }, (_, tag) => `v${tag}`) }));
            return true;
        };
        // For longer than a finished command stays.
        const last = "(sleep 6; tail -1 | grep -qx v19999)";
        const ended = await piped(["tags", `${server.host}/shop`], `| ${last}`).finally(() => server.stop());
        assert.deepEqual(ended, { code: 0, stderr: "" });
    });

    it("is told in one line, as a check that did not succeed, when the disk is full", async function () {
        if (!existsSync("/dev/full")) {
            this.skip();
        }
        const { code, stderr } = await piped(["dashboard", "650MB"], "> /dev/full");
        assert.equal(stderr, "image-delivery: the output cannot be written: ENOSPC: no space left on device, write\n");
        assert.equal(code, 2);
    });
});
