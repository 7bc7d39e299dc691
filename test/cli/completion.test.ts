import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { runHere } from "../support/runHere";

describe("completion", () => {
    const completed = async (...words: string[]) => (await runHere(["complete", "--", ...words])).stdout;

    it("knows the verbs, their options and what these take", async () => {
        assert.match(await completed("mig"), /^migration\tShows a migration's Job/m);
        assert.match(await completed("status", "--"), /^--all-namespaces\t/m);
        assert.match(await completed("status", "--output", ""), /^yaml\t/m);
    });

    it("is a script that the shell can read", async () => {
        const { code, stdout } = await runHere(["completion", "bash"]);
        assert.equal(code, 0);
        assert.match(stdout, /image-delivery complete -- /);
        assert.equal(spawnSync("bash", ["-n"], { input: stdout }).status, 0);
    });

    it("names the shells that it knows", async () => {
        const { code, stderr } = await runHere(["completion", "tcsh"]);
        assert.deepEqual([code, /bash, zsh/.test(stderr)], [2, true], stderr);
    });
});
