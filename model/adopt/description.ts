/** A workload that runs, as arguments of a component, and what is not the same then. */
import type { Fields } from "../workload/fields";
import type { ChartPart } from "./chart";

export interface Description {
    /** The arguments, without those whose default says the same. */
    readonly args: Fields;
    /** Of the container that is the component's own, and of the others and the volumes. */
    readonly images: readonly string[];
    /** Where the component's object differs from what runs. */
    readonly changes: readonly Change[];
    /** What is the same, and worth knowing. */
    readonly notes: readonly Change[];
}

/** A field of what runs that the component's object does not have alike. */
export interface Change {
    /** Path in the object, containers and variables by their names: `spec.containers[api].imagePullPolicy`. */
    readonly field: string;
    readonly reason: string;
    /** Whether no argument keeps it. */
    readonly lost?: boolean;
}

/** A part of the translation: arguments, the patch of the pod's spec, and changes. */
export interface Part {
    readonly args?: Fields;
    readonly patch?: Fields;
    readonly changes?: readonly Change[];
    readonly notes?: readonly Change[];
}

/** What was read elsewhere about a workload. */
export interface Known {
    /** `USER` of the image of its first container; undefined where its registry was not asked. */
    readonly imageUser?: string;
    /** How long the last run of a Job took. */
    readonly ranSeconds?: number;
    /** Where Helm made it. */
    readonly chart?: ChartPart;
    /** Names of the autoscalers that set the replicas of a Deployment. */
    readonly autoscalers?: readonly string[];
}

/** What the components say differently about the pods of each kind of workload. */
export interface Component {
    /** Name of the component's own container. */
    readonly main: "application" | "migration";
    readonly imageUser?: string;
}

export function change(field: string, reason: string): Change {
    return { field, reason };
}

export function lost(field: string, reason: string): Change {
    return { field, reason, lost: true };
}

/** Only the entries that say something. */
export function given(fields: Fields): Fields {
    return Object.fromEntries(
        Object.entries(fields).filter(([, value]) => value !== undefined && !isEmptyObject(value)),
    );
}

export function objectOr<T>(fields: Fields, otherwise: T): Fields | T {
    return Object.keys(given(fields)).length === 0 ? otherwise : given(fields);
}

function isEmptyObject(value: unknown): boolean {
    return (
        typeof value === "object" &&
        value !== null &&
        (Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0)
    );
}
