// A first `npm start`, in a fresh clone where nothing is cached: no built program, no compiled package, no downloaded module.
// Everything is built, or Kubernetes is downloaded from a server in its publisher's place and a Pulumi CLI is installed.
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ensureParts, partFolder } from "../platform/kubernetes/build";
import { BUILD_VARIABLE } from "../platform/kubernetes/installed";
import { PARTS, type Part } from "../platform/kubernetes/parts";
import { printedProgress } from "../platform/kubernetes/progress";
import { run } from "../platform/machine/command";
import { BIN, REPOSITORY } from "../platform/paths";
import { withServer } from "./firstStart/server";

/** Of the user time, on two cores. */
const MOST_RATIO = 0.6;
const MOST_SECONDS = 360;

export function builtStart(): Promise<string[][]> {
    return inClone(async (clone) => {
        const { wall, user } = await timed(clone, { [BUILD_VARIABLE]: "1" });
        const seconds = `${wall.toFixed(0)} s, ${user.toFixed(0)} s of user time`;
        return [["everything is built", seconds, (wall / user).toFixed(2), String(MOST_RATIO)]];
    });
}

/** What is installed and downloaded is what this clone has built. */
export async function releasedStart(): Promise<string[][]> {
    await ensureParts(PARTS, printedProgress(process.stderr));
    return inClone(async (clone, folder) => {
        const archive = await releaseArchive(folder);
        const sha512 = createHash("sha512").update(fs.readFileSync(archive)).digest("hex");
        return withServer(archive, async (address) => {
            publishedAt(clone, address, sha512);
            const installed = path.join(folder, "installed");
            fs.mkdirSync(installed);
            fs.symlinkSync(fs.realpathSync(path.join(BIN, "pulumi")), path.join(installed, "pulumi"));
            const { wall, user } = await timed(clone, { PATH: `${installed}:${process.env.PATH}` });
            const seconds = `${wall.toFixed(0)} s, ${user.toFixed(0)} s of user time`;
            return [["Kubernetes is downloaded, Pulumi installed", seconds, "", `${MOST_SECONDS} s`]];
        });
    });
}

async function inClone<T>(work: (clone: string, folder: string) => Promise<T>): Promise<T> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "first-start-"));
    const clone = path.join(folder, "clone");
    try {
        await run("git", ["clone", "--quiet", REPOSITORY, clone]);
        fs.symlinkSync(path.join(REPOSITORY, "node_modules"), path.join(clone, "node_modules"));
        return await work(clone, folder);
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

/** Seconds, of the command and of all that it waits for; the platform that it leaves running is stopped. */
async function timed(clone: string, changes: Record<string, string>): Promise<{ wall: number; user: number }> {
    const below = (name: string) => path.join(clone, "..", name);
    const env = {
        AKS_IMAGE_DELIVERY_CACHE: below("cache"),
        GOCACHE: below("go-build"),
        GOMODCACHE: below("modules"),
        ...changes,
    };
    const times = below("times");
    const onLine = (line: string) => process.stderr.write(`${line}\n`);
    try {
        const script = 'TIMEFORMAT="%R %U"; { time npm start 2>&3; } 3>&2 2>"$0"';
        await run("bash", ["-c", script, times], { cwd: clone, env, onLine });
    } finally {
        await run("npm", ["stop"], { cwd: clone, env });
    }
    const [wall = 0, user = 0] = fs.readFileSync(times, "utf8").trim().split(" ").map(Number);
    return { wall, user };
}

/** As its publisher packs it: each program is whole, although here they are all one. */
async function releaseArchive(folder: string): Promise<string> {
    const { part, release } = publishedPart();
    const programs = path.join(folder, release.folder);
    fs.mkdirSync(programs, { recursive: true });
    for (const program of release.programs) {
        fs.copyFileSync(path.join(partFolder(part), part.programs[program] ?? program), path.join(programs, program));
    }
    const archive = path.join(folder, "release.tar.gz");
    await run("tar", ["-czf", archive, "-C", folder, release.folder]);
    return archive;
}

/** The clone takes this server for the publisher. */
function publishedAt(clone: string, address: string, sha512: string): void {
    const { release } = publishedPart();
    const file = path.join(clone, "platform/kubernetes/parts.ts");
    const hashes = Object.values(release.sha512);
    const text = hashes.reduce((whole, hash) => whole.replace(hash, sha512), fs.readFileSync(file, "utf8"));
    fs.writeFileSync(file, text.replace(release.address, address));
}

function publishedPart() {
    const part = PARTS.find(({ published }) => published !== undefined) as Part;
    const { release } = part.published as NonNullable<Part["published"]>;
    return { part, release };
}
