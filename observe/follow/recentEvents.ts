// The newest events of each object, in bounded memory: a cluster writes events for as long as it is watched.
import type { EventFacts } from "../../model/kubernetes/facts";

/** Of each object: a pod that fails to pull repeats fewer than ten texts, and a text that never repeats must not pile up. */
const MOST_TEXTS = 30;

/** An event may come before the watch of its object tells of it; it waits among so many objects that are not known yet. */
const MOST_STRANGERS = 1_000;

type Texts = Map<string, EventFacts>;

export class RecentEvents {
    private readonly known = new Map<string, Texts>();
    private readonly strangers = new Map<string, Texts>();
    private readonly ignored = new Set<string>();

    add(event: EventFacts): void {
        const { objectUid: uid } = event;
        if (this.ignored.has(uid)) {
            return;
        }
        const texts = this.known.get(uid) ?? this.strangers.get(uid) ?? new Map<string, EventFacts>();
        note(texts, event);
        if (!this.known.has(uid)) {
            this.strangers.set(uid, texts);
            dropOldest(this.strangers, MOST_STRANGERS);
        }
    }

    /** From now on its events are kept for as long as it is followed. */
    follow(uid: string): void {
        this.known.set(uid, this.known.get(uid) ?? this.strangers.get(uid) ?? new Map());
        this.strangers.delete(uid);
        this.ignored.delete(uid);
    }

    /** Its events are of no interest, now and later. */
    ignore(uid: string): void {
        this.forget(uid);
        this.ignored.add(uid);
    }

    /** The object is gone. */
    forget(uid: string): void {
        this.known.delete(uid);
        this.strangers.delete(uid);
        this.ignored.delete(uid);
    }

    of(uid: string): EventFacts[] {
        return [...(this.known.get(uid)?.values() ?? [])];
    }
}

/** The same text again keeps the time when it was first said: a cause's patience counts from there. */
function note(texts: Texts, event: EventFacts): void {
    const key = `${event.reason}\n${event.message}`;
    const before = texts.get(key);
    const firstAt = Math.min(event.firstAt, before?.firstAt ?? event.firstAt);
    texts.delete(key);
    texts.set(key, before && before.lastAt > event.lastAt ? { ...before, firstAt } : { ...event, firstAt });
    dropOldest(texts, MOST_TEXTS);
}

/** Leaves `most` of the entries, one of which was added since the last time. */
export function dropOldest(entries: Map<string, unknown>, most: number): void {
    const [oldest] = entries.keys();
    if (entries.size > most && oldest !== undefined) {
        entries.delete(oldest);
    }
}
