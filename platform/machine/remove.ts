/** Removes the folder of everything that the platform, the engine and the tests created. */
import * as fs from "node:fs";
import * as path from "node:path";
import { STATE } from "../paths";
import { mountsBelow } from "./mounts";

const ENDED = "The platform has ended, but nothing was removed: ";

/**
 * Returns one line for each thing that was removed. Throws, and removes nothing, where it would reach files of others: through
 * a mount, or because the folder is a link. Of a link inside of it only the link is removed.
 */
export async function removeState(
    folder: string = STATE,
    mounts: string = fs.readFileSync("/proc/mounts", "utf8"),
): Promise<string[]> {
    if (!fs.existsSync(folder)) {
        return [];
    }
    refuseLink(folder);
    refuseMounts(folder, mounts);
    const places = fs.readdirSync(folder).map((name) => path.join(folder, name));
    for (const place of places) {
        await fs.promises.rm(place, { recursive: true });
    }
    fs.rmdirSync(folder);
    return places.map((place) => `removed ${place}`);
}

function refuseLink(folder: string): void {
    if (fs.lstatSync(folder).isSymbolicLink()) {
        throw new Error(
            `${ENDED}${folder} is a link to ${fs.realpathSync(folder)}, where files of others may be. ` +
                "Remove that folder and the link yourself.",
        );
    }
}

function refuseMounts(folder: string, mounts: string): void {
    const place = fs.realpathSync(folder);
    const left = mountsBelow(path.dirname(place), mounts).filter((each) => `${each}/`.startsWith(`${place}/`));
    if (left.length > 0) {
        throw new Error(
            [
                `${ENDED}this is still mounted. Unmount it, and run \`npm stop\` again:`,
                ...left.map((each) => `  umount ${each}`),
            ].join("\n"),
        );
    }
}
