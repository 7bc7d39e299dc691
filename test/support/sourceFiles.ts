import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The TypeScript files below a folder, sorted. */
export function sourceFiles(folder: string): string[] {
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return names
        .filter((name) => name.endsWith(".ts"))
        .sort()
        .map((name) => join(folder, name));
}
