import assert from "node:assert/strict";
import { CAUSES } from "../../../model/pulls/causes";
import { documentText } from "../../docs/blocks";
import { runHere } from "../../support/runHere";

describe("image-delivery explain", () => {
    it("prints the runbook's section of each cause", async () => {
        const runbook = documentText("docs/runbook.md").replace(/\*\*/g, "").replace(/\s+/g, " ");
        for (const name of Object.keys(CAUSES)) {
            const { code, stdout } = await runHere(["explain", name]);
            assert.equal(code, 0);
            assert.ok(runbook.includes(`### ${stdout.replace(/\s+/g, " ").trim()}`), stdout);
        }
    });

    it("finds a cause by its title, and in any case", async () => {
        const { stdout } = await runHere(["explain", "NOTFOUND"]);
        assert.equal((await runHere(["explain", "not found"])).stdout, stdout);
        assert.match(stdout, /^notFound\n/);
    });

    it("lists all of them without a name", async () => {
        const { stdout } = await runHere(["explain"]);
        for (const name of Object.keys(CAUSES)) {
            assert.ok(stdout.includes(name), name);
        }
    });

    it("says which causes there are where it knows none of that name", async () => {
        const { code, stderr } = await runHere(["explain", "gremlins"]);
        assert.equal(code, 2);
        assert.match(stderr, /there is no cause "gremlins"; expected one of wrongPlatform, /);
    });
});
