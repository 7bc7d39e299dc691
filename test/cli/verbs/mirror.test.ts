import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runHere } from "../../support/runHere";

const PREFIX = "myregistry.azurecr.io/image-delivery";

describe("image-delivery mirror", () => {
    const path = process.env.PATH;
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "az-"));
        process.env.PATH = folder;
    });
    afterEach(() => {
        process.env.PATH = path;
        rmSync(folder, { recursive: true });
    });

    /** An `az` that writes the words it was asked with, and answers. */
    function az(script: string): void {
        writeFileSync(join(folder, "az"), `#!/bin/sh\necho "$*" > ${folder}/words\n${script}\n`);
        chmodSync(join(folder, "az"), 0o755);
    }

    function shows(publicNetworkAccess: string, networkRuleBypassOptions: string | null): void {
        az(`echo '${JSON.stringify({ publicNetworkAccess, networkRuleBypassOptions, defaultAction: null })}'`);
    }

    const lines = (stdout: string) => stdout.split("\n").filter((line) => line !== "" && !line.startsWith("#"));

    it("imports where the registry lets that in", async () => {
        shows("Enabled", null);
        const { code, stdout } = await runHere(["mirror", PREFIX]);
        assert.equal(code, 0);
        assert.equal(lines(stdout).length, 3);
        for (const line of lines(stdout)) {
            assert.match(
                line,
                /^az acr import --name myregistry\.azurecr\.io --source \S+@sha256:[0-9a-f]{64} --image image-delivery\//,
            );
        }
    });

    it("creates cache rules where the registry is closed", async () => {
        shows("Disabled", "None");
        const { stdout } = await runHere(["mirror", PREFIX]);
        assert.equal(lines(stdout).length, 3);
        assert.ok(
            lines(stdout).every((line) => line.startsWith("az acr cache create ")),
            stdout,
        );
    });

    it("does not ask where the way is chosen, or the registry is not Azure's", async () => {
        az("exit 1");
        const chosen = await runHere(["mirror", PREFIX, "--by", "cache", "-o", "json"]);
        assert.equal(JSON.parse(chosen.stdout).length, 3);
        const other = await runHere(["mirror", "registry.example.com/infra"]);
        assert.ok(
            lines(other.stdout).every((line) => line.startsWith("docker buildx imagetools create ")),
            other.stdout,
        );
    });

    it("says what az said when it does not see the registry", async () => {
        az("echo \"ERROR: The resource with name 'myregistry' could not be found\" >&2; exit 3");
        const { code, stderr } = await runHere(["mirror", PREFIX]);
        assert.equal(code, 2);
        assert.match(
            stderr,
            /az acr show --name myregistry\.azurecr\.io .*could not be found; choose the way with --by/s,
        );
    });

    it("says that az is missing", async () => {
        const { code, stderr } = await runHere(["mirror", PREFIX]);
        assert.equal(code, 2);
        assert.match(stderr, /the Azure CLI \(az\) is not installed here; choose the way with --by/);
    });

    it("refuses what is not a prefix", async () => {
        const { code, stderr } = await runHere(["mirror", "myregistry.azurecr.io"]);
        assert.equal(code, 2);
        assert.match(
            stderr,
            /"myregistry\.azurecr\.io" is not a prefix of images; expected a registry's host and a path/,
        );
    });
});
