import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { withBaseTree } from "../../../../cli/verbs/plan/baseTree";
import { UsageError } from "../../../../model/userError";
import { commit, folderFor, REPOSITORY, write } from "../../../support/projects";

const ATTRIBUTES = "secret.txt export-ignore\n";

function repository(): string {
    const folder = folderFor({ "app/file.txt": "old", "secret.txt": "kept", ".gitattributes": ATTRIBUTES });
    commit(folder);
    write(folder, { "app/file.txt": "new", "app/fresh.txt": "" });
    return folder;
}

function statusOf(folder: string): string {
    return ["status --porcelain", "worktree list", "stash list"]
        .map((words) => execFileSync("git", words.split(" "), { cwd: folder, encoding: "utf8" }))
        .join("");
}

describe("the tree of another revision", () => {
    it("holds what was committed, files that releases leave out among them, and the packages of now", async () => {
        const folder = repository();
        await withBaseTree(join(folder, "app"), "HEAD", async (root) => {
            assert.equal(readFileSync(join(root, "file.txt"), "utf8"), "old");
            assert.ok(!existsSync(join(root, "fresh.txt")));
            assert.equal(readFileSync(join(root, "../secret.txt"), "utf8"), "kept");
            assert.equal(realpathSync(join(root, "../node_modules")), realpathSync(join(REPOSITORY, "node_modules")));
        });
    });

    it("leaves the repository as it was, and nothing behind, when the work fails too", async () => {
        const folder = repository();
        const before = statusOf(folder);
        let tree = "";
        const work = withBaseTree(folder, "HEAD", async (root) => {
            tree = root;
            assert.ok(existsSync(tree));
            throw new Error("out of luck");
        });
        await assert.rejects(work, /out of luck/);
        assert.ok(!existsSync(tree));
        assert.equal(statusOf(folder), before);
    });

    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        it(`leaves nothing behind when ${signal} ends the command`, async () => {
            const module = JSON.stringify(join(REPOSITORY, "cli/verbs/plan/baseTree"));
            const never =
                "async (root) => { process.stdout.write(root); await new Promise((r) => setTimeout(r, 60_000)); }";
            const script = `require(${module}).withBaseTree(process.cwd(), "HEAD", ${never})`;
            const words = ["-r", join(REPOSITORY, "scripts/typescript.cjs"), "-e", script];
            const command = spawn(process.execPath, words, { cwd: repository(), stdio: ["ignore", "pipe", "inherit"] });
            const [tree] = (await once(command.stdout, "data")) as [Buffer];
            command.kill(signal);
            const [code] = await once(command, "exit");
            assert.deepEqual([code, existsSync(String(tree))], [2, false]);
        });
    }

    const faults: [string, (folder: string) => string, string, RegExp][] = [
        [
            "a revision that is not there",
            (folder) => folder,
            "nowhere",
            /^there is no revision "nowhere"; in CI, fetch it first/,
        ],
        ["an option for a revision", (folder) => folder, "--all", /^there is no revision "--all"/],
        ["a file for a revision", (folder) => folder, "HEAD:secret.txt", /^there is no revision "HEAD:secret\.txt"/],
        [
            "a folder that the revision has not",
            (folder) => join(folder, "later"),
            "HEAD",
            /^revision HEAD has no folder later$/,
        ],
    ];
    for (const [name, folderOf, revision, text] of faults) {
        it(`refuses ${name}`, async () => {
            const folder = repository();
            write(folder, { "later/file.txt": "" });
            const refused = withBaseTree(folderOf(folder), revision, async () => assert.fail("it was accepted"));
            await assert.rejects(refused, (error: Error) => {
                assert.match(error.message, text);
                return error instanceof UsageError;
            });
        });
    }

    it("refuses a folder that is in no repository", async () => {
        const folder = folderFor({});
        await assert.rejects(
            withBaseTree(folder, "HEAD", async () => {}),
            / is in no git repository/,
        );
    });
});
