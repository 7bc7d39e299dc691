// The objects of the in-process API server, with the history that watches are served from.
import { matchesLabels } from "./labelSelector";
import type { Route } from "./routes";

export interface StoredObject {
    metadata: {
        name: string;
        namespace?: string;
        uid?: string;
        resourceVersion?: string;
        labels?: Record<string, string>;
    };
    [field: string]: unknown;
}

export interface StoredEvent {
    readonly type: "ADDED" | "MODIFIED" | "DELETED";
    readonly object: StoredObject;
}

type Listener = (plural: string, event: StoredEvent) => void;

export class ObjectStore {
    version = 100;
    private objects = new Map<string, Map<string, StoredObject>>();
    private history: { readonly version: number; readonly plural: string; readonly event: StoredEvent }[] = [];
    private compactedAt = 0;
    private tokens = 0;
    /** Lists that are being read in pages, by continue token. */
    private readonly snapshots = new Map<string, StoredObject[]>();
    private readonly listeners = new Set<Listener>();

    /** Adds or replaces it, and tells the watches. */
    put(plural: string, object: StoredObject): StoredObject {
        const known = this.collection(plural).get(key(object));
        const uid = object.metadata.uid ?? known?.metadata.uid ?? `uid-${plural}-${object.metadata.name}`;
        return this.record(plural, known ? "MODIFIED" : "ADDED", { ...object, metadata: { ...object.metadata, uid } });
    }

    remove(where: Route, name: string): StoredObject | undefined {
        const known = this.get(where, name);
        return known && this.record(where.plural, "DELETED", known);
    }

    /** Merges one level of metadata and replaces other fields: enough to see what a patch asked for. */
    patch(where: Route, name: string, patch: Partial<StoredObject>): StoredObject | undefined {
        const known = this.get(where, name);
        return known && this.put(where.plural, merged(known, patch) as StoredObject);
    }

    get({ plural, namespace }: Route, name: string): StoredObject | undefined {
        return this.collection(plural).get(`${namespace ?? ""}/${name}`);
    }

    /** Forgets the history, as etcd's compaction does: older versions and continue tokens have expired. */
    compact(): void {
        this.history = [];
        this.compactedAt = this.version;
        this.snapshots.clear();
    }

    /** A page of the list as it was when its first page was asked for; undefined when its continue token has expired. */
    page(where: Route, query: URLSearchParams, most: number): object | undefined {
        const token = query.get("continue");
        const all = token ? this.snapshots.get(token) : this.selected(where, query);
        if (!all) {
            return undefined;
        }
        const [version = this.version, start = 0] = (token ?? "").split("/").filter(Boolean).map(Number);
        const end = start + Math.min(most, Number(query.get("limit") ?? most));
        const next = end < all.length ? `${version}/${end}/${this.tokens++}` : undefined;
        if (next) {
            this.snapshots.set(next, all);
        }
        const metadata = { resourceVersion: String(version), continue: next };
        return { kind: "List", metadata, items: all.slice(start, end) };
    }

    private selected(where: Route, query: URLSearchParams): StoredObject[] {
        return [...this.collection(where.plural).values()].filter((object) => isSelected(object, where, query));
    }

    /** Calls back for each change since the query's version, then for each to come; with undefined when it has expired. */
    watch(where: Route, query: URLSearchParams, tell: (event: StoredEvent | undefined) => void): () => void {
        const since = Number(query.get("resourceVersion"));
        if (since < this.compactedAt) {
            tell(undefined);
            return () => undefined;
        }
        const listener: Listener = (plural, event) => {
            if (plural === where.plural && isSelected(event.object, where, query)) {
                tell(event);
            }
        };
        for (const { version, plural, event } of this.history) {
            if (version > since) {
                listener(plural, event);
            }
        }
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }

    private record(plural: string, type: StoredEvent["type"], changed: StoredObject): StoredObject {
        this.version += 1;
        const metadata = { ...changed.metadata, resourceVersion: String(this.version) };
        const object = { ...changed, metadata };
        type === "DELETED"
            ? this.collection(plural).delete(key(object))
            : this.collection(plural).set(key(object), object);
        const event = { type, object };
        this.history.push({ version: this.version, plural, event });
        for (const listener of this.listeners) {
            listener(plural, event);
        }
        return object;
    }

    private collection(plural: string): Map<string, StoredObject> {
        const known = this.objects.get(plural) ?? new Map<string, StoredObject>();
        this.objects.set(plural, known);
        return known;
    }
}

function key({ metadata }: StoredObject): string {
    return `${metadata.namespace ?? ""}/${metadata.name}`;
}

function isSelected(object: StoredObject, { namespace }: Route, query: URLSearchParams): boolean {
    const labels = matchesLabels(object.metadata.labels, query.get("labelSelector"));
    const fields = pairs(query.get("fieldSelector")).every(([path, value]) => fieldAt(object, path) === value);
    return labels && fields && (namespace === undefined || object.metadata.namespace === namespace);
}

function pairs(selector: string | null): [string, string][] {
    return (selector ?? "")
        .split(",")
        .filter(Boolean)
        .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]);
}

function fieldAt(object: unknown, path: string): unknown {
    return path.split(".").reduce((value, field) => (value as Record<string, unknown> | undefined)?.[field], object);
}

/** A JSON merge patch (RFC 7386): objects are merged, null removes, everything else replaces. */
function merged(known: unknown, patch: unknown): unknown {
    if (!isObject(patch)) {
        return patch;
    }
    const entries = Object.entries(patch).map(([key, value]) => [
        key,
        merged(isObject(known) ? known[key] : {}, value),
    ]);
    const all = { ...(isObject(known) ? known : {}), ...Object.fromEntries(entries) };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
