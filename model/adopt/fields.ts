/** Objects of the API server without what says nothing. */
import { type Fields, isFields } from "../workload/fields";

export type Defaults = Readonly<Record<string, unknown>>;

/** Objects and lists that say the same empty as absent; an empty `emptyDir` says something. */
const EMPTY_SAYS_NOTHING = new Set([
    ...[
        "securityContext",
        "affinity",
        "resources",
        "annotations",
        "labels",
        "nodeSelector",
        "strategy",
        "limits",
        "requests",
    ],
    ...[
        "capabilities",
        "tolerations",
        "env",
        "envFrom",
        "ports",
        "volumeMounts",
        "volumeDevices",
        "volumes",
        "command",
        "args",
    ],
    ...["imagePullSecrets", "initContainers", "hostAliases", "topologySpreadConstraints", "readinessGates", "metadata"],
]);

/** Without the fields that have their default. */
export function minus(given: Fields, defaults: Defaults): Fields {
    return without(given, (key) => key in defaults && same(given[key], defaults[key]));
}

export function without(given: Fields, drop: (key: string) => boolean): Fields {
    return Object.fromEntries(Object.entries(given).filter(([key]) => !drop(key)));
}

/** Without null, undefined and what says nothing. */
export function cleaned(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(cleaned);
    }
    if (!isFields(value)) {
        return value;
    }
    const entries = Object.entries(value).flatMap(([key, part]) => {
        const kept = cleaned(part);
        return kept === null || kept === undefined || (EMPTY_SAYS_NOTHING.has(key) && isEmpty(kept))
            ? []
            : [[key, kept]];
    });
    return Object.fromEntries(entries);
}

function isEmpty(value: unknown): boolean {
    return Array.isArray(value) ? value.length === 0 : isFields(value) && Object.keys(value).length === 0;
}

function same(one: unknown, other: unknown): boolean {
    return JSON.stringify(cleanedInOrder(one)) === JSON.stringify(cleanedInOrder(other));
}

function cleanedInOrder(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(cleanedInOrder);
    }
    return isFields(value)
        ? Object.fromEntries(
              Object.entries(value)
                  .sort(([a], [b]) => (a < b ? -1 : 1))
                  .map(([key, part]) => [key, cleanedInOrder(part)]),
          )
        : value;
}
