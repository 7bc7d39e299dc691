/** What a built part is known by: a hash of all that decides its content, so nothing is built twice or kept too long. */
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Part } from "./parts";

/** 16 hex digits over the part's sources, versions and flags, and the kind of machine. */
export function buildKey(part: Part, machine = `${process.platform}/${process.arch}`): string {
    const hash = createHash("sha256");
    hash.update(
        JSON.stringify([machine, part.packages, part.output, part.variables, part.tags, part.cgo, part.folder && ""]),
    );
    if (part.folder !== undefined) {
        for (const file of sourceFiles(part.folder)) {
            const content = fs.readFileSync(path.join(part.folder, file));
            hash.update(JSON.stringify([file, content.length])).update(content);
        }
    }
    return hash.digest("hex").slice(0, 16);
}

/** All files but the tests, in an order that is the same everywhere. */
function sourceFiles(folder: string): string[] {
    return fs
        .readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.endsWith("_test.go"))
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
        .sort();
}
