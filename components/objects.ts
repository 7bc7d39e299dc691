/** What every Kubernetes object of this package carries. */
import type * as pulumi from "@pulumi/pulumi";
import { SIZE_ANNOTATION } from "../model/annotations";
import { labelValue } from "../model/names";

export const PACKAGE = "aks-image-delivery";

/** The label that tells the pods of one image's pre-pull from those of the next. */
export const IMAGE_LABEL = `${PACKAGE}/image`;

/**
 * A fixed field manager: with the provider's random one, server-side apply after an import or a lost state takes the
 * package's own earlier fields for somebody else's and reports conflicts.
 */
export const ANNOTATIONS = { "pulumi.com/patchFieldManager": PACKAGE };

/**
 * Those of an object whose pods run one image. On the object and not on its pods: a corrected size must not restart them.
 *
 * @param size as it was declared; programs in YAML write it as a number too.
 */
export function imageAnnotations(size: string): Record<string, string> {
    return { ...ANNOTATIONS, [SIZE_ANNOTATION]: String(size) };
}

/** The part that an object plays; the value of its `app.kubernetes.io/component` label. */
export const Role = {
    Prepull: "image-prepull",
    PrepullRecord: "image-prepull-record",
    Migration: "migration",
    Application: "application",
} as const;
export type Role = (typeof Role)[keyof typeof Role];

/** Labels that say which component instance an object belongs to; also the selector of its pods. */
export function labels(role: Role, instance: string): Record<string, string> {
    return {
        "app.kubernetes.io/component": role,
        "app.kubernetes.io/instance": labelValue(instance),
        "app.kubernetes.io/managed-by": PACKAGE,
    };
}

/** How long Pulumi itself waits: its default of 10 minutes is shorter than most clocks of the chain. */
export function customTimeouts(seconds: number): pulumi.CustomTimeouts {
    return { create: `${seconds}s`, update: `${seconds}s` };
}
