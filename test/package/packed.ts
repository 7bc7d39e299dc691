// The file that `npm pack` writes, which is what users install.
import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "../../platform/machine/command";
import { withLock } from "../../platform/machine/lock";
import { REPOSITORY } from "../../platform/paths";

const BUILD = path.join(REPOSITORY, "dist");

/** Packs the working tree into an empty folder, and returns the path of the file. One waits for another: each compiles into `dist`. */
export async function packInto(folder: string): Promise<string> {
    await withLock(
        BUILD,
        () => {},
        () => run("npm", ["pack", "--pack-destination", folder], { cwd: REPOSITORY }),
    );
    return path.join(folder, ...fs.readdirSync(folder));
}
