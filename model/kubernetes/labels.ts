/** The labels by which the objects of this package are known in a cluster, and the annotations that say what no field does. */
import { labelValue } from "./names";

export const PACKAGE = "aks-image-delivery";

export type Labels = Readonly<Record<string, string>>;

/** The role of an object; the value of its `app.kubernetes.io/component` label. */
export const Role = {
    Prepull: "image-prepull",
    PrepullRecord: "image-prepull-record",
    PrepullEnd: "image-prepull-end",
    Migration: "migration",
    Application: "application",
    NodeWarmup: "node-warmup",
    NodeWarmupCompanion: "node-warmup-companion",
} as const;
export type Role = (typeof Role)[keyof typeof Role];

/** What all objects that play a part have in common. */
export function roleLabels(role: Role): Record<string, string> {
    return { "app.kubernetes.io/component": role, "app.kubernetes.io/managed-by": PACKAGE };
}

/** Labels that say which component instance an object belongs to; also the selector of its pods. */
export function labels(role: Role, instance: string): Record<string, string> {
    return { ...roleLabels(role), "app.kubernetes.io/instance": labelValue(instance) };
}

/** Objects that play one of several parts, as the API server takes it. */
export function rolesSelector(roles: readonly Role[]): string {
    return `app.kubernetes.io/component in (${roles.join(",")}),app.kubernetes.io/managed-by=${PACKAGE}`;
}

export function hasLabels(given: Labels, wanted: Labels): boolean {
    return Object.entries(wanted).every(([key, value]) => given[key] === value);
}

/** As the API server takes them, and `kubectl --selector`. */
export function selectorText(wanted: Labels): string {
    return Object.entries(wanted)
        .map(([key, value]) => `${key}=${value}`)
        .join(",");
}

/** Declared size of the workload's image, such as `650MB`. */
export const SIZE_ANNOTATION = "aks-image-delivery/size";

/** Declared sizes of the images of a pre-pull that pulls several, in the order of its pod: `650MB,90MB`. */
export const SIZES_ANNOTATION = "aks-image-delivery/sizes";

/** The stack that created the object, as `organization/project/stack`. */
export const OWNER_ANNOTATION = "aks-image-delivery/owner";

/** On a hold: the key of the taint that it removes. */
export const STARTUP_TAINT_ANNOTATION = "aks-image-delivery/startup-taint";

/** Why a workload's containers ask the registry at every start (`imagePullPolicy: Always`), in words. */
export const ALWAYS_REASON_ANNOTATION = "aks-image-delivery/always-reason";
