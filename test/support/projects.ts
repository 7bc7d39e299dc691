// Projects for tests: folders with a program that uses the packages of this repository.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const REPOSITORY = join(__dirname, "../..");

/** Pulumi.yaml of a program in JavaScript, which starts without a compiler. */
export const PROJECT = `name: shop
main: index.js
runtime: { name: nodejs, options: { typescript: false } }
`;

/** `pulumi` in a program, without what makes the whole package slow to load: its Automation API and its compiler. */
export const PULUMI = `
const PARTS = ["asset", "config", "errors", "log", "metadata", "output", "resource", "runtime/invoke", "runtime/settings", "stackReference"];
const pulumi = Object.assign({}, ...PARTS.map((part) => require("@pulumi/pulumi/" + part)));
`;

/** Makes a folder with these files, and removes it after the tests. */
export function folderFor(files: Readonly<Record<string, string>>): string {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "plan-test-")));
    after(() => rmSync(folder, { recursive: true, force: true }));
    write(folder, { "package.json": "{}", ...files });
    symlinkSync(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
    return folder;
}

export function write(folder: string, files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
    }
}

/** Commits everything but packages, with no setting of this machine's git. */
export function commit(folder: string): void {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
    const git = (...words: string[]) => execFileSync("git", words, { cwd: folder, env, stdio: "pipe" });
    write(folder, { ".gitignore": "node_modules\n" });
    git("init", "--quiet");
    git("add", ".");
    git("-c", "user.name=test", "-c", "user.email=test@shop.example", "commit", "--quiet", "--message", "test");
}
