/** The images in a plan, with their declared sizes: each has a record, which the release waits at. */
import { Role } from "../kubernetes/labels";
import { isObject } from "./properties";
import type { Json, JsonObject, PlanResource } from "./resource";

interface PlannedImage {
    /** Undefined where only a deployment knows it. */
    readonly reference?: string;
    readonly bytes?: number;
}

/** An image that another revision has otherwise; without `before` it is new, without `after` it is gone. */
export interface ImageMove {
    /** Name of the component that puts it on the nodes. */
    readonly name: string;
    readonly before?: PlannedImage;
    readonly after?: PlannedImage;
}

/** The images that differ, in the order of their names. */
export function movedImages(before: readonly PlanResource[], after: readonly PlanResource[]): ImageMove[] {
    const [olds, news] = [imagesOf(before), imagesOf(after)];
    return [...new Set([...olds.keys(), ...news.keys()])]
        .sort()
        .map((name) => ({ name, before: olds.get(name), after: news.get(name) }))
        .filter((move) => JSON.stringify(move.before) !== JSON.stringify(move.after));
}

function imagesOf(resources: readonly PlanResource[]): Map<string, PlannedImage> {
    const records = resources.filter(({ type, inputs }) => type === "kubernetes:core/v1:ConfigMap" && isRecord(inputs));
    return new Map(records.map(({ name, inputs }) => [name, imageOf(isObject(inputs.data) ? inputs.data : {})]));
}

function isRecord({ metadata }: JsonObject): boolean {
    const labels = isObject(metadata) ? metadata.labels : undefined;
    return isObject(labels) && labels["app.kubernetes.io/component"] === Role.PrepullRecord;
}

function imageOf({ reference, size }: JsonObject): PlannedImage {
    const bytes = Number(textOf(size));
    return { reference: textOf(reference), bytes: Number.isInteger(bytes) && bytes > 0 ? bytes : undefined };
}

/** Not `<computed>`, nor `[secret]`. */
function textOf(value: Json | undefined): string | undefined {
    return typeof value === "string" && /^[^<[]/.test(value) ? value : undefined;
}
