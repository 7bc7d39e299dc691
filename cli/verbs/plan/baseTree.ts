// Another revision of the repository, in a temporary folder: nothing of the working tree, its index or its worktrees is touched.
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { x } from "tinyexec";
import { UsageError } from "../../../model/userError";

/**
 * Calls `work` with the project's folder as the revision has it, and removes it afterwards. Packages are those that are
 * installed now, since installing the revision's own would need a registry.
 *
 * @throws UsageError without git, outside of a repository, and for a revision or a folder in it that does not exist.
 */
export async function withBaseTree<T>(root: string, revision: string, work: (root: string) => Promise<T>): Promise<T> {
    const top = (await git(root, ["rev-parse", "--show-toplevel"], `${root} is in no git repository`)).trim();
    const unknown = `there is no revision ${JSON.stringify(revision)}; in CI, fetch it first (a shallow clone has one revision only)`;
    const commit = (
        await git(top, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`], unknown)
    ).trim();
    const temporary = realpathSync(mkdtempSync(join(tmpdir(), "image-delivery-plan-")));
    const remove = () => rmSync(temporary, { recursive: true, force: true });
    // A signal ends the process without `finally`, and without `exit` where nobody listens for the signal.
    const interrupted = () => process.exit(2);
    process.once("exit", remove).once("SIGINT", interrupted).once("SIGTERM", interrupted);
    try {
        const tree = join(temporary, "tree");
        await checkOut(top, commit, temporary, tree);
        const inside = relative(realpathSync(top), realpathSync(root));
        if (!existsSync(join(tree, inside))) {
            throw new UsageError(`revision ${revision} has no folder ${inside}`);
        }
        linkPackages(top, tree, inside);
        return await work(join(tree, inside));
    } finally {
        process.off("exit", remove).off("SIGINT", interrupted).off("SIGTERM", interrupted);
        remove();
    }
}

/** With an index of its own. Not by `git archive`, which leaves out what .gitattributes excludes from releases. */
async function checkOut(top: string, commit: string, temporary: string, tree: string): Promise<void> {
    const env = { ...process.env, GIT_INDEX_FILE: join(temporary, "index") };
    const failed = `revision ${commit} cannot be checked out into ${tree}`;
    mkdirSync(tree);
    await git(top, ["read-tree", commit], failed, env);
    await git(top, ["checkout-index", "--all", "--quiet", `--prefix=${tree}/`], failed, env);
}

/** From the project's folder up to the top: where Node.js looks for packages. */
function linkPackages(top: string, tree: string, inside: string): void {
    for (let folder = inside; ; folder = dirname(folder)) {
        const [packages, link] = [join(top, folder, "node_modules"), join(tree, folder, "node_modules")];
        if (existsSync(packages) && !existsSync(link)) {
            symlinkSync(packages, link, "junction");
        }
        if (folder === "" || folder === ".") {
            return;
        }
    }
}

async function git(folder: string, words: string[], fault: string, env = process.env): Promise<string> {
    const { exitCode, stdout, stderr } = await x("git", words, {
        nodePath: false,
        nodeOptions: { cwd: folder, env },
    }).then(
        (ended) => ended,
        ({ code, message }: NodeJS.ErrnoException) => {
            throw new UsageError(code === "ENOENT" ? "git was not found; --base needs it" : `${fault}: ${message}`);
        },
    );
    if (exitCode !== 0) {
        throw new UsageError([fault, stderr.trim()].filter(Boolean).join(": "));
    }
    return stdout;
}
