// Pull records as lines of JSON: written in one piece, read back with patience for lines that a crash cut short.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { PullRecord } from "../../../model/pulls/statistics";

const TEXTS = ["key", "image", "node", "namespace", "pod"] as const;
const NUMBERS = ["at", "seconds", "waitingSeconds"] as const;

/**
 * The lines of `records`, after an empty one: what a killed writer left without its line's end spoils no line of this.
 */
export function linesOf(records: readonly PullRecord[]): string {
    return `\n${records.map((record) => `${JSON.stringify(record)}\n`).join("")}`;
}

/** The records of a file; none where it does not exist. Lines that hold no record are skipped. */
export async function* recordsIn(file: string): AsyncGenerator<PullRecord> {
    const input = createReadStream(file, "utf8");
    try {
        for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
            const record = recordOf(line);
            if (record) {
                yield record;
            }
        }
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
            throw error;
        }
    }
}

function recordOf(line: string): PullRecord | undefined {
    if (line === "") {
        return undefined;
    }
    try {
        const value: unknown = JSON.parse(line);
        return isRecord(value) ? value : undefined;
    } catch {
        return undefined;
    }
}

/** By hand: a schema would copy each of a hundred thousand records. */
function isRecord(value: unknown): value is PullRecord {
    if (typeof value !== "object" || value === null) {
        return false;
    }
    const fields = value as Readonly<Record<string, unknown>>;
    return (
        TEXTS.every((name) => typeof fields[name] === "string") &&
        NUMBERS.every((name) => typeof fields[name] === "number") &&
        ["number", "undefined"].includes(typeof fields.bytes)
    );
}
