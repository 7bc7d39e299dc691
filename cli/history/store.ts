// Pulls that were seen before: a cluster forgets its events after an hour, this machine keeps them.
import { appendFile, mkdir, readdir, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { PullRecord } from "../../model/pullStatistics";
import { shortHash } from "../../model/shortHash";
import { UsageError } from "../errors";
import { linesOf, recordsIn } from "./pullRecords";

const DAY_MS = 24 * 3_600_000;

/** For so long a record is kept. */
export const KEPT_DAYS = 90;

const DAY_FILE = /^(\d{4}-\d\d-\d\d)\.jsonl$/;

/**
 * One folder for each cluster, and in it one file for each day (UTC). A file is only ever appended to, by one write, and old
 * ones are deleted whole: two commands at the same time need no lock, because there is nothing that is rewritten.
 */
export class PullStore {
    constructor(readonly folder: string) {}

    /** Adds those that are not there yet, and returns how many. */
    add(records: readonly PullRecord[]): Promise<number> {
        return this.open(() => this.addFresh(records));
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

    private async addFresh(records: readonly PullRecord[]): Promise<number> {
        let added = 0;
        for (const [day, ofDay] of byDay(records)) {
            const known = new Set<string>();
            for await (const { key } of recordsIn(this.fileOf(day))) {
                known.add(key);
            }
            const fresh = ofDay.filter(({ key }) => !known.has(key) && known.add(key));
            if (fresh.length > 0) {
                await appendFile(this.fileOf(day), linesOf(fresh), { mode: 0o600 });
                added += fresh.length;
            }
        }
        return added;
    }

    private async read(from: number): Promise<PullRecord[]> {
        const found = new Map<string, PullRecord>();
        for (const day of await this.days()) {
            if (day >= dayOf(from)) {
                for await (const record of recordsIn(this.fileOf(day))) {
                    if (record.at >= from) {
                        found.set(record.key, record);
                    }
                }
            }
        }
        return [...found.values()].sort((a, b) => a.at - b.at);
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

function byDay(records: readonly PullRecord[]): Map<string, PullRecord[]> {
    const days = new Map<string, PullRecord[]>();
    for (const record of records) {
        const day = days.get(dayOf(record.at));
        day ? day.push(record) : days.set(dayOf(record.at), [record]);
    }
    return days;
}

function dayOf(at: number): string {
    return new Date(at).toISOString().slice(0, 10);
}
