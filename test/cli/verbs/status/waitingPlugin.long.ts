// A kubelogin that waits for a person, in the command as people start it: its code is shown, and the command ends on its own.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../../support/run";

const CODE = "To sign in, open https://microsoft.com/devicelogin and enter ABC123";
/** What the command gives a plugin, and some time to start and to end. */
const MOST_SECONDS = 120 + 60;

describe("image-delivery with a kubelogin that waits for a person", () => {
    const folder = mkdtempSync(join(tmpdir(), "waiting-"));
    after(() => rmSync(folder, { recursive: true }));

    before(() => {
        const command = join(folder, "kubelogin");
        writeFileSync(command, `#!/bin/sh\necho "${CODE}" >&2\nsleep 100000\n`);
        chmodSync(command, 0o755);
        const exec = { apiVersion: "client.authentication.k8s.io/v1", command, interactiveMode: "Never" };
        const kubeconfig = {
            apiVersion: "v1",
            kind: "Config",
            clusters: [{ name: "aks", cluster: { server: "https://127.0.0.1:1" } }],
            users: [{ name: "me", user: { exec } }],
            contexts: [{ name: "aks", context: { cluster: "aks", user: "me" } }],
            "current-context": "aks",
        };
        writeFileSync(join(folder, "kubeconfig"), JSON.stringify(kubeconfig));
    });

    for (const words of [["status"], ["watch"], ["migration", "-n", "shop", "migrate"]]) {
        it(`ends ${words[0]} with what it waited for`, async () => {
            const startedAt = performance.now();
            const { code, stderr } = await run(words, { KUBECONFIG: join(folder, "kubeconfig") });
            assert.ok((performance.now() - startedAt) / 1_000 < MOST_SECONDS);
            assert.equal(code, 2, stderr);
            assert.ok(stderr.startsWith(CODE), stderr);
            assert.match(stderr, /kubelogin was not done after 120 s; it said: To sign in.*`az login`/);
            assert.doesNotMatch(stderr, /\bat .*\.(ts|js):\d+/);
        });
    }
});
