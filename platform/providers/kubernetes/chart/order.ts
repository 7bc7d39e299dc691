// In which order the objects of a chart are created: what one names in `config.kubernetes.io/depends-on` is there before it.
import type { Properties } from "../../shared/values";
import { objectOf } from "../api/objects";

const ANNOTATION = "config.kubernetes.io/depends-on";

export interface Ordered {
    readonly object: Properties;
    /** References of the objects that are created first. */
    readonly after: readonly string[];
}

/** What the annotation calls an object: `group/namespaces/namespace/Kind/name`. */
export function referenceOf(object: Properties): string {
    const { apiVersion, kind, metadata } = objectOf(object);
    const group = apiVersion.includes("/") ? apiVersion.split("/")[0] : "";
    return [group, ...(metadata.namespace ? ["namespaces", metadata.namespace] : []), kind, metadata.name].join("/");
}

/** Each after what it depends on. */
export function inOrder(objects: readonly Properties[]): Ordered[] {
    const waiting = new Map(objects.map((object) => [referenceOf(object), { object, after: dependenciesOf(object) }]));
    const ordered: Ordered[] = [];
    while (waiting.size > 0) {
        const ready = [...waiting].filter(([, { after }]) => !after.some((reference) => waiting.has(reference)));
        if (ready.length === 0) {
            throw new Error(`objects of the chart depend on each other: ${[...waiting.keys()].join(", ")}`);
        }
        for (const [reference, entry] of ready) {
            waiting.delete(reference);
            ordered.push(entry);
        }
    }
    const known = new Set(objects.map(referenceOf));
    for (const { object, after } of ordered) {
        const missing = after.filter((reference) => !known.has(reference));
        if (missing.length > 0) {
            throw new Error(`${referenceOf(object)} depends on ${missing.join(", ")}, which the chart does not have`);
        }
    }
    return ordered;
}

function dependenciesOf(object: Properties): string[] {
    const text = objectOf(object).metadata.annotations?.[ANNOTATION] ?? "";
    return text
        .split(",")
        .map((reference) => reference.trim())
        .filter((reference) => reference !== "");
}
