import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { secretCommand } from "../../../model/pulls/secretCommand";

/** What kubectl is started with and reads; the file of the password holds `password`. */
function run(command: string, password: string): { words: string; file: string } {
    const folder = mkdtempSync(join(tmpdir(), "secret-command-"));
    try {
        writeFileSync(join(folder, "password"), `${password}\n`);
        const kubectl = join(folder, "kubectl");
        writeFileSync(kubectl, '#!/bin/sh\necho "$@"\nfor word; do :; done\ncat "${word#*=.dockerconfigjson=}"\n');
        chmodSync(kubectl, 0o755);
        const line = command.replace(/^`|`$/g, "").replace("<password-file>", "password").replace("<name>", "pull");
        const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
        const [words = "", ...rest] = execFileSync("sh", ["-c", line], { cwd: folder, env, encoding: "utf8" }).split(
            "\n",
        );
        return { words, file: rest.join("\n") };
    } finally {
        rmSync(folder, { recursive: true });
    }
}

describe("the command of a pull secret", () => {
    it("gives kubectl the configuration of the one registry, with the password from the file", () => {
        const { words, file } = run(secretCommand("ghcr.io", "me"), "100% $HOME'");
        assert.deepEqual(JSON.parse(file), { auths: { "ghcr.io": { username: "me", password: "100% $HOME'" } } });
        assert.match(words, /^create secret docker-registry pull -n NAMESPACE --from-file=/);
    });

    it("takes the password from another program", () => {
        const { file } = run(secretCommand("reg.example", "AWS", "echo aaa | tr -d '\\n' | tr a b"), "");
        assert.deepEqual(JSON.parse(file).auths, { "reg.example": { username: "AWS", password: "bbb" } });
    });
});
