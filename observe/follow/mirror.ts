// The present state of several followed resources, for whoever waits until it is as wanted.

import { type Reading, withRole } from "../cluster/access";
import { type ClusterAccess, type KubernetesClient, kubernetesClient } from "../cluster/client";
import type { ClusterError } from "../cluster/errors";
import { pause } from "./backOff";
import { type Followed, type Follower, follow } from "./follow";

/** After an absence, what was missed arrives all together; nothing should be decided on the moment before it. */
const CATCH_UP_MS = 1000;

interface Source {
    listed: boolean;
    away?: ClusterError;
    backAt?: number;
}

export class Mirror {
    /** True since anything changed; whoever has looked sets it back. */
    changed = false;
    private readonly stop = new AbortController();
    private readonly sources: Source[] = [];
    private readonly followers: Promise<void>[] = [];
    private failure: unknown;

    /** The signal ends everything as `close` does. */
    constructor(
        private readonly client: KubernetesClient,
        private readonly signal?: AbortSignal,
    ) {
        signal?.addEventListener("abort", this.end, { once: true });
        // The signal tells nobody again that came after it.
        if (signal?.aborted) {
            this.end();
        }
    }

    /** A map by uid that is kept up to date from now on. */
    keep<Facts>(what: Followed<Facts>): Map<string, Facts> {
        const kept = new Map<string, Facts>();
        this.tell(what, {
            changed: (facts, uid) => kept.set(uid, facts),
            deleted: (uid) => kept.delete(uid),
        });
        return kept;
    }

    /** Passes every change on, for a follower that keeps less than all. */
    tell<Facts>(what: Followed<Facts>, follower: Pick<Follower<Facts>, "changed" | "deleted">): void {
        const source: Source = { listed: false };
        this.sources.push(source);
        const noted: Follower<Facts> = {
            changed: (facts, uid) => {
                this.changed = true;
                follower.changed(facts, uid);
            },
            deleted: (uid) => {
                this.changed = true;
                follower.deleted?.(uid);
            },
            listed: () => {
                this.changed = true;
                source.listed = true;
            },
            away: (error) => noteAbsence(source, error),
        };
        const followed = follow(this.client, what, noted, this.stop.signal).catch((error) => {
            this.failure ??= error;
            this.end();
        });
        this.followers.push(followed);
    }

    /** Whether everything that is followed has been listed. */
    get complete(): boolean {
        return this.sources.every(({ listed }) => listed);
    }

    /** Why the cluster cannot be asked at present, if so: what is mirrored may then be old. */
    get away(): ClusterError | undefined {
        const now = performance.now();
        const caughtUp = ({ backAt }: Source) => backAt !== undefined && now - backAt >= CATCH_UP_MS;
        return this.sources.find((source) => source.away && !caughtUp(source))?.away;
    }

    /** Waits. Rejects immediately when the cluster refused or the signal ended the waiting. */
    async wait(ms: number): Promise<void> {
        await pause(ms, this.stop.signal);
        if (this.failure !== undefined) {
            throw this.failure;
        }
        if (this.stop.signal.aborted) {
            throw new Error("the waiting was cancelled");
        }
    }

    /** Resolves when no connection is left open. */
    async close(): Promise<void> {
        this.signal?.removeEventListener("abort", this.end);
        this.end();
        await Promise.all(this.followers);
    }

    private readonly end = (): void => this.stop.abort();
}

/**
 * What `body` makes of a mirror of the cluster, which is closed after it. Where the cluster refuses to be read, the error names
 * the role that is missing.
 */
export async function withMirror<T>(
    { access, signal }: { readonly access: ClusterAccess; readonly signal?: AbortSignal },
    reading: Reading,
    body: (mirror: Mirror, client: KubernetesClient) => Promise<T>,
): Promise<T> {
    const client = await kubernetesClient(access);
    const mirror = new Mirror(client, signal);
    try {
        return await body(mirror, client);
    } catch (error) {
        throw withRole(error, reading);
    } finally {
        await mirror.close();
    }
}

function noteAbsence(source: Source, error: ClusterError | undefined): void {
    if (error) {
        source.away = error;
        source.backAt = undefined;
    } else if (source.away) {
        source.backAt ??= performance.now();
    }
}
