// The events of a DaemonSet and of its pods, out of all events of a namespace, without growing with time.
import type { EventFacts } from "../../model/kubernetes/facts";
import { podNameStart } from "../../model/kubernetes/names";

export class PodEvents {
    /** By the object's uid, then by reason and message. */
    private readonly byObject = new Map<string, Map<string, EventFacts>>();
    private readonly podNameStart: string;

    constructor(private readonly daemonSet: string) {
        this.podNameStart = podNameStart(daemonSet);
    }

    /** Keeps it if it is about the DaemonSet or a pod of that name: an event may come before its pod does. */
    add(event: EventFacts): void {
        if (!this.isOurs(event)) {
            return;
        }
        const events = this.byObject.get(event.objectUid) ?? new Map<string, EventFacts>();
        this.byObject.set(event.objectUid, events);
        const key = `${event.reason}\n${event.message}`;
        const known = events.get(key);
        events.set(key, known ? merged(known, event) : event);
    }

    /** A pod that is gone has nothing to say any more. */
    forget(objectUid: string): void {
        this.byObject.delete(objectUid);
    }

    all(): EventFacts[] {
        return [...this.byObject.values()].flatMap((events) => [...events.values()]);
    }

    private isOurs({ kind, name }: EventFacts): boolean {
        return kind === "Pod" ? name.startsWith(this.podNameStart) : kind === "DaemonSet" && name === this.daemonSet;
    }
}

/** The newer of the two, with the time of the first: a cause's patience counts from when it first failed. */
function merged(one: EventFacts, other: EventFacts): EventFacts {
    const newer = other.lastAt >= one.lastAt ? other : one;
    return { ...newer, firstAt: Math.min(one.firstAt, other.firstAt) };
}
