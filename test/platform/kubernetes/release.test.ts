import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { fetchRelease, type Release, ReleaseError } from "../../../platform/kubernetes/release";

describe("a published release of programs", () => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "release-"));
    const target = path.join(root, "target");
    let archive: Buffer;
    let server: http.Server;
    let answer: http.RequestListener;
    let asked: string[];

    before(async () => {
        fs.mkdirSync(path.join(root, "kubernetes/server/bin"), { recursive: true });
        for (const program of ["kubelet", "kubectl", "kubeadm"]) {
            const bytes = Buffer.alloc(200_000, program);
            fs.writeFileSync(path.join(root, "kubernetes/server/bin", program), bytes, { mode: 0o755 });
        }
        execFileSync("tar", ["-czf", "archive.tar.gz", "kubernetes"], { cwd: root });
        archive = fs.readFileSync(path.join(root, "archive.tar.gz"));
        server = http.createServer((request, response) => {
            asked.push(request.url ?? "");
            answer(request, response);
        });
        await once(server.listen(0, "127.0.0.1"), "listening");
    });
    after(() => {
        server.closeAllConnections();
        server.close();
        fs.rmSync(root, { recursive: true });
    });
    beforeEach(() => {
        asked = [];
        answer = (_, response) => response.end(archive);
        fs.rmSync(target, { recursive: true, force: true });
        fs.mkdirSync(target);
    });

    const release = (): Release => ({
        version: "1.2.3",
        address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/server-ARCHITECTURE.tar.gz`,
        sha512: { amd64: createHash("sha512").update(archive).digest("hex") },
        folder: "kubernetes/server/bin",
        programs: ["kubelet", "kubectl"],
    });
    const patience = { beginMs: 300, silentMs: 200 };
    const fetched = (machine = "x64") => fetchRelease(release(), target, { machine, patience });
    const installed = () => fs.readdirSync(target).sort();

    it("is installed with the right bytes: its programs alone, each of which can be run", async () => {
        assert.equal(await fetched(), undefined);
        assert.deepEqual(installed(), ["kubectl", "kubelet"]);
        assert.ok(fs.statSync(path.join(target, "kubelet")).mode & 0o100);
        assert.deepEqual(asked, ["/server-amd64.tar.gz"]);
    });

    it("is refused with other bytes, by name and hash, and nothing of it stays", async () => {
        answer = (_, response) => response.end(Buffer.concat([archive, Buffer.from("!")]));
        await assert.rejects(fetched(), (error: Error) => {
            assert.ok(error instanceof ReleaseError);
            assert.match(
                error.message,
                /^http:.*server-amd64\.tar\.gz has the SHA-512 [0-9a-f]{128}, and not [0-9a-f]{128},/,
            );
            assert.match(error.message, /npm start -- --build/);
            return true;
        });
        assert.deepEqual(installed(), []);
    });

    const without: [string, http.RequestListener | undefined, RegExp][] = [
        ["a publisher that has none", (_, response) => response.writeHead(404).end(), /: the answer is 404$/],
        ["a publisher that does not answer", () => {}, /: no answer within 0\.3 s$/],
        [
            "a connection that is cut",
            (_, response) => {
                response.writeHead(200, { "content-length": archive.length }).write(archive.subarray(0, 100));
                setTimeout(() => response.destroy(), 20);
            },
            /tar\.gz: (terminated|other side closed)$/,
        ],
        [
            "a download that stands still",
            (_, response) => {
                response.writeHead(200, { "content-length": archive.length }).write(archive.subarray(0, 100));
            },
            /: nothing came for 0\.2 s$/,
        ],
    ];
    for (const [title, behaviour, reason] of without) {
        it(`is left to be built with ${title}`, async () => {
            answer = behaviour ?? answer;
            assert.match((await fetched()) ?? "", reason);
            assert.deepEqual(installed(), []);
        });
    }

    it("is left to be built where nothing listens", async () => {
        const nowhere = { ...release(), address: "http://127.0.0.1:1/ARCHITECTURE" };
        assert.match(
            (await fetchRelease(nowhere, target, { machine: "x64", patience })) ?? "",
            /ECONNREFUSED|bad port/,
        );
    });

    it("is not asked for where it has no programs for the machine", async () => {
        assert.equal(await fetched("riscv64"), "there is no release for riscv64");
        assert.deepEqual(asked, []);
    });
});
