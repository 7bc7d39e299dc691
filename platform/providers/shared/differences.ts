// The differences between two sets of properties, by the paths that the engine prints and that `ignoreChanges` takes. Not by
// microdiff, which looks for keys on the prototype too, and knows neither secrets nor values that are not known yet.
import { isProperties, type Properties, Secret, UNKNOWN, type Value } from "./values";

export interface Change {
    readonly kind: "add" | "delete" | "update";
    /** True when the resource cannot take the change and has to be replaced. */
    readonly replace?: boolean;
}

/**
 * Compares two sets of inputs. An unknown value differs from every known one: it may turn out to be another.
 * @param replaces says whether a change at this path, such as `spec.ports[0].name`, needs a replacement; none does by default.
 */
export function differences(
    olds: Properties,
    news: Properties,
    replaces: (path: string) => boolean = () => false,
): Record<string, Change> {
    const changes: Record<string, Change> = {};
    for (const [path, kind] of leaves(olds, news, "")) {
        changes[path] = replaces(path) ? { kind, replace: true } : { kind };
    }
    return changes;
}

function* leaves(old: Value | undefined, now: Value | undefined, path: string): Generator<[string, Change["kind"]]> {
    const left = plain(old);
    const right = plain(now);
    if (left === undefined || right === undefined) {
        if (left !== right) {
            yield [path, left === undefined ? "add" : "delete"];
        }
    } else if (Array.isArray(left) && Array.isArray(right)) {
        yield* fields(
            Object.fromEntries(left.entries()),
            Object.fromEntries(right.entries()),
            (index) => `${path}[${index}]`,
        );
    } else if (isProperties(left) && isProperties(right)) {
        yield* fields(left, right, (key) => join(path, key));
    } else if (left !== right || left === UNKNOWN) {
        yield [path, "update"];
    }
}

function* fields(
    left: Record<string, Value>,
    right: Record<string, Value>,
    pathOf: (key: string) => string,
): ReturnType<typeof leaves> {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
        yield* leaves(left[key], right[key], pathOf(key));
    }
}

function plain(value: Value | undefined): Value | undefined {
    return value instanceof Secret ? value.value : value;
}

/** Appends a key to a property path; a key that is not an identifier, such as a label's, is quoted. */
function join(path: string, key: string): string {
    if (/^[A-Za-z_$][\w$-]*$/.test(key)) {
        return path === "" ? key : `${path}.${key}`;
    }
    return `${path}[${JSON.stringify(key)}]`;
}
