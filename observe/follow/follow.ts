// Keeps up with a resource: lists it, then watches it from there, through everything that a long watch meets. Not by the
// informer of @kubernetes/client-node, which stops at an error, does not notice a connection that has died, and keeps every
// object whole.

import type { KubernetesClient } from "../cluster/client";
import { ClusterError } from "../cluster/errors";
import { pages } from "../cluster/pages";
import type { ApiObject, Resource, Selection } from "../cluster/resources";
import { backOffMs, pause } from "./backOff";
import { openWatch } from "./watchStream";

export interface Followed<Facts> extends Selection {
    readonly resource: Resource<Facts>;
    /**
     * False for objects that are many and expire on their own, such as events: nothing of them is kept. Deletions are then
     * not reported, and after a new list, objects that did not change are reported again. True by default.
     */
    readonly remember?: boolean;
}

export interface Follower<Facts> {
    /** An object is new or has changed. Key: its uid. */
    changed(facts: Facts, uid: string): void;
    deleted?(uid: string): void;
    /** Everything that existed has been reported. Again after each new list. */
    listed?(): void;
    /** The cluster cannot be asked at present and is tried again; undefined: it answers again. */
    away?(error: ClusterError | undefined): void;
}

/** An API server that restarts refuses for a moment what it allows: its authorizer has not read the roles yet. */
const REFUSALS_AFTER_SUCCESS = 5;

/**
 * After so many there may be no watch from that version at all: of a backup that was restored it lies in the future. Lists
 * then, as client-go does.
 */
const BROKEN_WATCHES = 3;

/**
 * Resolves when the signal ends it, and only then: an API server that restarts, a dropped connection and an expired resource
 * version are all overcome. Rejects with a ClusterError when the cluster refuses (credentials, permissions, certificate),
 * and with whatever the follower throws. `waitMs` is how long to wait after so many failures in a row.
 */
export async function follow<Facts>(
    client: KubernetesClient,
    what: Followed<Facts>,
    follower: Follower<Facts>,
    signal: AbortSignal,
    waitMs: (failures: number) => number = backOffMs,
): Promise<void> {
    const following = new Following(client, what, follower, signal);
    while (!signal.aborted) {
        try {
            await following.listOnce();
            await following.watchOnce();
        } catch (error) {
            if (signal.aborted) {
                return;
            }
            following.failed(error);
        }
        await pause(waitMs(following.failures), signal);
    }
}

/** A watch that lasted this long does not come from a server that ends each one immediately. */
const STEADY_MS = 10_000;

class Following<Facts> {
    /** In a row, since anything last came from a watch. */
    failures = 0;
    /** Where the next watch starts; undefined when a list has to come first. */
    private version: string | undefined;
    /** Resource version of each object by its uid. */
    private known = new Map<string, string>();
    private refusals = 0;
    /** In a row, of watches that the API server could not begin and did not put off to later. */
    private brokenWatches = 0;
    private everAnswered = false;

    constructor(
        private readonly client: KubernetesClient,
        private readonly what: Followed<Facts>,
        private readonly follower: Follower<Facts>,
        private readonly signal: AbortSignal,
    ) {}

    async listOnce(): Promise<void> {
        if (this.version !== undefined) {
            return;
        }
        const seen = new Set<string>();
        let version = "";
        for await (const page of pages(this.client, this.what.resource, this.what, this.signal, false)) {
            this.answered();
            for (const object of page.items ?? []) {
                seen.add(object.metadata.uid ?? "");
                this.report(object);
            }
            version = page.metadata.resourceVersion;
        }
        for (const uid of this.known.keys()) {
            if (!seen.has(uid)) {
                this.forget(uid);
            }
        }
        this.version = version;
        this.follower.listed?.();
    }

    async watchOnce(): Promise<void> {
        const { resource } = this.what;
        const events = await openWatch(this.client, resource, this.what, this.version ?? "", this.signal);
        this.answered();
        // Counts as a failure until something comes: a server that ends every watch immediately must not be asked in a tight
        // loop.
        this.failures += 1;
        const openedAt = performance.now();
        for await (const { type, object } of events) {
            this.failures = 0;
            this.brokenWatches = 0;
            this.version = object.metadata.resourceVersion;
            if (type === "DELETED") {
                this.forget(object.metadata.uid ?? "");
            } else if (type !== "BOOKMARK") {
                this.report(object);
            }
        }
        if (performance.now() - openedAt >= STEADY_MS) {
            this.failures = 0;
        }
    }

    /** Throws what cannot be overcome. */
    failed(error: unknown): void {
        if (!(error instanceof ClusterError)) {
            throw error;
        }
        this.failures += 1;
        if (error.kind === "expired") {
            this.version = undefined;
            return;
        }
        const isBroken = this.version !== undefined && error.kind === "busy" && error.retryAfterSeconds === undefined;
        this.brokenWatches = isBroken ? this.brokenWatches + 1 : 0;
        if (this.brokenWatches === BROKEN_WATCHES) {
            this.brokenWatches = 0;
            this.version = undefined;
        }
        this.refusals = error.heals ? 0 : this.refusals + 1;
        if (this.refusals >= (this.everAnswered ? REFUSALS_AFTER_SUCCESS : 1)) {
            throw error;
        }
        this.follower.away?.(error);
    }

    private answered(): void {
        this.everAnswered = true;
        this.refusals = 0;
        this.follower.away?.(undefined);
    }

    private report(object: ApiObject): void {
        const { uid = "", resourceVersion = "" } = object.metadata;
        if (this.what.remember !== false) {
            if (this.known.get(uid) === resourceVersion) {
                return;
            }
            this.known.set(uid, resourceVersion);
        }
        this.follower.changed(this.what.resource.facts(object), uid);
    }

    private forget(uid: string): void {
        if (this.known.delete(uid)) {
            this.follower.deleted?.(uid);
        }
    }
}
