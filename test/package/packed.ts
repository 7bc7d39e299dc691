// The file that `npm pack` writes, which is what users install.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { run } from "../../platform/machine/command";
import { withLock } from "../../platform/machine/lock";
import { REPOSITORY } from "../../platform/paths";

const BUILD = path.join(REPOSITORY, "dist");

/** Packed once in a process: each time compiles everything. */
let packed: Promise<string> | undefined;

/** Puts the packed working tree into a folder, and returns the path of the file. */
export async function packInto(folder: string): Promise<string> {
    packed ??= pack();
    const file = path.join(folder, path.basename(await packed));
    fs.copyFileSync(await packed, file);
    return file;
}

/** One waits for another: each compiles into `dist`. */
async function pack(): Promise<string> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "packed-"));
    process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
    await withLock(
        BUILD,
        () => {},
        () => run("npm", ["pack", "--pack-destination", folder], { cwd: REPOSITORY }),
    );
    return path.join(folder, ...fs.readdirSync(folder));
}
