// An image with a program at /bin/busybox that can `cp` and `sleep`, as the helper of the init-container method needs it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { BIN } from "../../../platform/paths";
import { pushHandmade } from "./handmadeImage";

/** Pushes it, and returns its reference. */
export async function pushBusybox(): Promise<string> {
    const archive = pack();
    archive.entry({ name: "bin/busybox", mode: 0o755, mtime: new Date(0) }, readFileSync(join(BIN, "pause")));
    archive.finalize();
    const unpacked = await buffer(archive);
    return pushHandmade({ repository: "e2e/busybox", layer: gzipSync(unpacked), unpacked });
}
