// Pull records as lines of JSON: written in one piece, read back with patience for lines that a crash cut short.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { PullRecord } from "../../model/pullStatistics";

const RECORD: z.ZodType<PullRecord> = z.object({
    key: z.string(),
    image: z.string(),
    node: z.string(),
    namespace: z.string(),
    pod: z.string(),
    at: z.number(),
    seconds: z.number(),
    waitingSeconds: z.number(),
    bytes: z.number().optional(),
});

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
        return RECORD.safeParse(JSON.parse(line)).data;
    } catch {
        return undefined;
    }
}
