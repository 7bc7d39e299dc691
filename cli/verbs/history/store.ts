// Pulls that were seen before: a cluster forgets its events after an hour, this machine keeps them.
import { appendFile, mkdir, readdir, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { PullRecord } from "../../../model/pulls/statistics";
import { shortHash } from "../../../model/shortHash";
import { UsageError } from "../../../model/userError";
import { linesOf, recordsIn } from "./pullRecords";
import { SharedTexts } from "./sharedTexts";

const DAY_MS = 24 * 3_600_000;

/** For so long a record is kept. */
export const KEPT_DAYS = 90;

/** Records in one write. */
const WRITTEN_AT_ONCE = 1_000;

interface OpenDay {
    readonly file: string;
    readonly known: Set<string>;
    /** Not yet written. */
    readonly fresh: PullRecord[];
}

const DAY_FILE = /^(\d{4}-\d\d-\d\d)\.jsonl$/;

/**
 * One folder for each cluster, and in it one file for each day (UTC). A file is only ever appended to, by whole lines, and old
 * ones are deleted whole: two commands at the same time need no lock, because there is nothing that is rewritten.
 */
export class PullStore {
    constructor(readonly folder: string) {}

    /** Adds those that are not there yet as they come, and returns how many. Rejects as well with what `records` throws. */
    async add(records: Iterable<PullRecord> | AsyncIterable<PullRecord>): Promise<number> {
        const days = new Map<string, OpenDay>();
        let added = 0;
        try {
            for await (const record of records) {
                const day = await this.openDay(dayOf(record.at), days);
                if (!day.known.has(record.key)) {
                    day.known.add(record.key);
                    day.fresh.push(record);
                    added += 1;
                    await this.write(day, WRITTEN_AT_ONCE);
                }
            }
        } finally {
            for (const day of days.values()) {
                await this.write(day, 1);
            }
        }
        return added;
    }

    /** The pulls that ended at `from` or later, each once, oldest first. */
    since(from: number): Promise<PullRecord[]> {
        return this.open(() => this.read(from));
    }

    /** Deletes the days that ended more than `KEPT_DAYS` before `now`. */
    prune(now: number): Promise<void> {
        return this.open(async () => {
            const oldest = dayOf(now - KEPT_DAYS * DAY_MS);
            for (const day of await this.days()) {
                if (day < oldest) {
                    await rm(this.fileOf(day), { force: true });
                }
            }
        });
    }

    private async openDay(name: string, days: Map<string, OpenDay>): Promise<OpenDay> {
        const open = days.get(name);
        if (open) {
            return open;
        }
        const day: OpenDay = { file: this.fileOf(name), known: new Set(), fresh: [] };
        days.set(name, day);
        await this.open(async () => {
            for await (const { key } of recordsIn(day.file)) {
                day.known.add(key);
            }
        });
        return day;
    }

    private async write({ file, fresh }: OpenDay, atLeast: number): Promise<void> {
        if (fresh.length >= atLeast) {
            await this.open(() => appendFile(file, linesOf(fresh.splice(0)), { mode: 0o600 }));
        }
    }

    private async read(from: number): Promise<PullRecord[]> {
        const found: PullRecord[] = [];
        const shared = new SharedTexts();
        for (const day of (await this.days()).filter((name) => name >= dayOf(from))) {
            // Two commands at the same moment may both have added a pull, and it is in the file of its day.
            const keys = new Set<string>();
            for await (const record of recordsIn(this.fileOf(day))) {
                if (record.at >= from && !keys.has(record.key)) {
                    keys.add(record.key);
                    found.push(shared.of(record));
                }
            }
        }
        return found.sort((a, b) => a.at - b.at);
    }

    private async days(): Promise<string[]> {
        const names = await readdir(this.folder);
        return names.flatMap((name) => DAY_FILE.exec(name)?.[1] ?? []).sort();
    }

    private fileOf(day: string): string {
        return join(this.folder, `${day}.jsonl`);
    }

    private async open<T>(body: () => Promise<T>): Promise<T> {
        try {
            await mkdir(this.folder, { recursive: true, mode: 0o700 });
            return await body();
        } catch (error) {
            const why = (error as Error).message;
            throw new UsageError(`the history cannot be kept in ${this.folder} (${why}); XDG_STATE_HOME moves it`);
        }
    }
}

/** The store of the cluster with this address and certificate authority: both stay for its life, and need no permission. */
export function storeOf(cluster: { readonly server: string; readonly authority: string }): PullStore {
    return new PullStore(join(stateFolder(), "image-delivery", shortHash(`${cluster.server}\n${cluster.authority}`)));
}

/** The XDG specification has relative paths ignored. */
function stateFolder(): string {
    const set = process.env.XDG_STATE_HOME ?? "";
    return isAbsolute(set) ? set : join(homedir(), ".local", "state");
}

function dayOf(at: number): string {
    return new Date(at).toISOString().slice(0, 10);
}
