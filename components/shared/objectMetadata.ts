/** What every Kubernetes object of this package carries. */
import type * as pulumi from "@pulumi/pulumi";
import { PACKAGE, SIZE_ANNOTATION } from "../../model/kubernetes/labels";
import { ownerAnnotation } from "./ownership";

/** The label that tells the pods of one image's pre-pull from those of the next. */
export const IMAGE_LABEL = `${PACKAGE}/image`;

/**
 * A fixed field manager: with the provider's random one, server-side apply after an import or a lost state takes the
 * package's own earlier fields for somebody else's and reports conflicts.
 */
export function annotations(): Record<string, string> {
    return { "pulumi.com/patchFieldManager": PACKAGE, ...ownerAnnotation() };
}

/** Those of an object whose pods run one image. On the object and not on its pods: a corrected size must not restart them. */
export function imageAnnotations(size: string): Record<string, string> {
    return { ...annotations(), [SIZE_ANNOTATION]: size };
}

/** How long Pulumi itself waits: its default of 10 minutes is shorter than most clocks of the chain. */
export function customTimeouts(seconds: number): pulumi.CustomTimeouts {
    return { create: `${seconds}s`, update: `${seconds}s` };
}
