/** Lays a patch over an object as Kubernetes does with a strategic merge patch: lists of named things by name, not by place. */
import { type Fields, isFields } from "./fields";
import type { MergeType } from "./mergeKeys";

/** Calls `then` with values that may not be known yet, as soon as they are. */
export type WhenKnown = (values: readonly unknown[], then: (known: readonly unknown[]) => unknown) => unknown;

const ALL_KNOWN: WhenKnown = (values, then) => then(values);

const PLAIN: MergeType = {};

/**
 * The original with the patch over it. `null` removes a field, `$patch: delete` an element of a list, `$patch: replace` makes
 * an object or a list what the patch says and no more. What the patch adds to a list comes after what is there, in the
 * patch's order: the first container of a pod stays the first.
 *
 * @param path of the patch, for errors
 * @throws Error that names the place in the patch
 */
export function strategicMerge(
    original: unknown,
    patch: unknown,
    type: MergeType,
    path: string,
    whenKnown: WhenKnown = ALL_KNOWN,
): unknown {
    return new Merge(whenKnown).value(original, patch, type, path);
}

class Merge {
    constructor(private readonly whenKnown: WhenKnown) {}

    value(original: unknown, patch: unknown, type: MergeType, path: string): unknown {
        return this.whenKnown([original, patch], ([before, change]) => {
            if (isList(change)) {
                return isList(before) ? this.list(before, change, type, path) : withoutDirectives(change);
            }
            return isFields(change) ? this.fields(isFields(before) ? before : {}, change, type, path) : change;
        });
    }

    private fields(original: Fields, patch: Fields, type: MergeType, path: string): Fields {
        const directive = directiveOf(patch, path);
        if (directive !== undefined) {
            return directive === "replace" ? (withoutDirectives(patch) as Fields) : {};
        }
        const merged: Record<string, unknown> = retained(original, patch, type);
        for (const [key, change] of given(patch)) {
            if (change === null) {
                delete merged[key];
            } else {
                merged[key] = this.value(merged[key], change, type.fields?.[key] ?? PLAIN, `${path}.${key}`);
            }
        }
        return merged;
    }

    private list(original: readonly unknown[], patch: readonly unknown[], type: MergeType, path: string): unknown {
        const { key, besides } = type;
        if (key === undefined) {
            return withoutDirectives(patch);
        }
        return this.whenKnown([...original, ...patch], (elements) =>
            this.whenKnown(elements.flatMap(keysOf(key, besides)), (keys) => {
                const keyed = elements.map((element, index) => ({
                    element: fieldsOf(element, `${path}[${index - original.length}]`),
                    key: JSON.stringify([keys[2 * index], keys[2 * index + 1]]),
                    named: keys[2 * index] !== undefined,
                    path: `${path}[${index - original.length}]`,
                }));
                return this.keyed(keyed.slice(0, original.length), keyed.slice(original.length), type);
            }),
        );
    }

    private keyed(original: readonly Keyed[], patch: readonly Keyed[], type: MergeType): readonly Fields[] {
        const merged = new Map(original.map(({ key, element }) => [key, element]));
        if (patch.some(({ element, path }) => directiveOf(element, path) === "replace")) {
            merged.clear();
        }
        for (const { element, key, named, path } of patch) {
            const directive = directiveOf(element, path);
            if (!named && directive !== "replace") {
                throw new Error(`${path}: ${type.key} is missing; it says which element is meant`);
            }
            if (directive === "delete") {
                merged.delete(key);
            } else if (directive === undefined) {
                merged.set(key, this.fields(merged.get(key) ?? {}, element, type, path));
            }
        }
        return [...merged.values()];
    }
}

interface Keyed {
    readonly element: Fields;
    readonly key: string;
    readonly named: boolean;
    readonly path: string;
}

function keysOf(key: string, besides: MergeType["besides"]): (element: unknown) => unknown[] {
    return (element) => {
        const fields = isFields(element) ? element : {};
        return [fields[key], besides && (fields[besides[0]] ?? besides[1])];
    };
}

/** What a union leaves of the original. */
function retained(original: Fields, patch: Fields, { retainKeys, oneOf = [] }: MergeType): Record<string, unknown> {
    const names = new Set(given(patch).flatMap(([name, change]) => (change === null ? [] : [name])));
    const chosen = oneOf.some((name) => names.has(name));
    const goes = (name: string) => !names.has(name) && (retainKeys || (chosen && oneOf.includes(name)));
    return Object.fromEntries(given(original).filter(([name]) => !goes(name)));
}

function directiveOf(patch: Fields, path: string): "replace" | "delete" | undefined {
    const unknown = Object.keys(patch).find((key) => key.startsWith("$") && key !== "$patch");
    if (unknown !== undefined) {
        throw new Error(`${path}.${unknown}: unknown directive; expected $patch`);
    }
    const directive = patch.$patch;
    if (directive === undefined || directive === "merge") {
        return undefined;
    }
    if (directive !== "replace" && directive !== "delete") {
        throw new Error(`${path}.$patch: ${JSON.stringify(directive)}; expected merge, replace or delete`);
    }
    return directive;
}

/** What an added part says to remove is not there. */
function withoutDirectives(value: unknown): unknown {
    if (isList(value)) {
        return value.filter((element) => !isFields(element) || element.$patch === undefined).map(withoutDirectives);
    }
    return isFields(value)
        ? Object.fromEntries(
              given(value).flatMap(([key, part]) => (part === null ? [] : [[key, withoutDirectives(part)]])),
          )
        : value;
}

/** In programs a field that is not given may be there as undefined. */
function given(fields: Fields): [string, unknown][] {
    return Object.entries(fields).filter(([key, value]) => value !== undefined && key !== "$patch");
}

function fieldsOf(element: unknown, path: string): Fields {
    if (!isFields(element)) {
        throw new Error(`${path}: ${JSON.stringify(element)} is not an object`);
    }
    return element;
}

function isList(value: unknown): value is readonly unknown[] {
    return Array.isArray(value);
}
