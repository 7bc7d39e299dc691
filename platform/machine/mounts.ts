/** Mounts outlive the processes that created them. */
import * as fs from "node:fs";
import { PLATFORM } from "../paths";
import { run } from "./command";

/** Mount points below a folder, innermost first, from the text of /proc/mounts. */
export function mountsBelow(folder: string, mounts: string): string[] {
    return mounts
        .split("\n")
        .map((line) => unescaped(line.split(" ")[1] ?? ""))
        .filter((place) => place.startsWith(`${folder}/`))
        .sort()
        .reverse();
}

/** The kernel writes a space in a path as \040. */
function unescaped(place: string): string {
    return place.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

function mountsNow(folder: string, except?: string): string[] {
    const mounts = fs.readFileSync("/proc/mounts", "utf8");
    const others = except === undefined ? [] : mountsBelow(realPlace(except), mounts);
    return mountsBelow(realPlace(folder), mounts).filter((place) => !others.includes(place));
}

/** The kernel names the folder itself where the path leads through a link. */
function realPlace(folder: string): string {
    return fs.existsSync(folder) ? fs.realpathSync(folder) : folder;
}

/** Returns how many mounts there were; leaves those below `except`. */
export async function unmountAll(folder: string = PLATFORM, except?: string): Promise<number> {
    const places = mountsNow(folder, except);
    for (const place of places) {
        // A mount that an ending container takes with it meanwhile is gone as well: what counts is what is left.
        await run("umount", ["-l", place]).catch(() => undefined);
    }
    const left = mountsNow(folder, except);
    if (left.length > 0) {
        throw new Error(`These mounts could not be ended:\n${left.map((place) => `  ${place}`).join("\n")}`);
    }
    return places.length;
}
