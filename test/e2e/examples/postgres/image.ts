// An image of a real PostgreSQL, which begins as the usual one does. It holds the programs, a shell, because PostgreSQL's
// `initdb` starts its programs through one, and the libraries that they need of this machine.
import * as fs from "node:fs";
import * as path from "node:path";
import { type PushedImage, pushImage } from "../../../../platform/kubernetes/images";
import { run } from "../../../../platform/machine/command";
import { STATE } from "../../../../platform/paths";
import { postgresBinaries } from "./binaries";

/** Its user in the image; `initdb` refuses root, and one without a name. */
export const POSTGRES_USER = 999;

export async function pushPostgres(repository: string): Promise<PushedImage> {
    const root = path.join(STATE, "postgres-image");
    fs.rmSync(root, { recursive: true, force: true });
    await layOut(root, await postgresBinaries());
    return pushImage({ repository, folder: root, entrypoint: ["/docker-entrypoint.sh"] });
}

async function layOut(root: string, binaries: string): Promise<void> {
    const place = (name: string) => path.join(root, name);
    const isNeeded = (file: string) => !/\.a$|pkgconfig$/.test(file);
    // Where the shell looks for programs: an image of the builder has no variables.
    for (const folder of ["bin", "lib", "share"]) {
        fs.cpSync(path.join(binaries, folder), place(`usr/${folder}`), {
            recursive: true,
            verbatimSymlinks: true,
            filter: isNeeded,
        });
    }
    const shell = fs.realpathSync("/bin/sh");
    copy(shell, place("bin/sh"));
    const programs = [shell, path.join(binaries, "bin/postgres"), path.join(binaries, "bin/initdb")];
    for (const library of await librariesOf(programs, binaries)) {
        copy(library, place(library));
    }
    copy(path.join(__dirname, "docker-entrypoint.sh"), place("docker-entrypoint.sh"));
    fs.mkdirSync(place("etc"));
    fs.writeFileSync(place("etc/passwd"), `postgres:x:${POSTGRES_USER}:${POSTGRES_USER}::/:/bin/sh\n`);
}

/** Of this machine, by their whole paths: those of the package lie next to its programs. */
async function librariesOf(programs: readonly string[], besides: string): Promise<string[]> {
    const text = await run("ldd", programs);
    const files = [...text.matchAll(/(?:=>|^)\s*(\/\S+) \(0x/gm)].map(([, file = ""]) => file);
    return [...new Set(files)].filter((file) => !path.resolve(file).startsWith(besides));
}

function copy(from: string, to: string): void {
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.copyFileSync(from, to);
}
