/** What the record of a pre-pull says. Whenever that changes, the gate is passed again. */
import type * as pulumi from "@pulumi/pulumi";
import { shortHash } from "../../model/shortHash";
import { derived } from "../shared/whenKnown";
import type { PulledImage } from "./daemonSet";

export function recordData({ args, plan }: PulledImage): Record<string, pulumi.Input<string>> {
    const { nodeSelector, tolerations, imagePullSecrets } = args;
    return {
        reference: plan.text,
        digest: derived([plan.reference], ([reference]) => reference.digest ?? ""),
        size: String(plan.bytes),
        // Other nodes or other credentials must pass the gate too, although the image is the same.
        selection: derived([{ nodeSelector, tolerations, imagePullSecrets }], ([selection]) => hashOf(selection)),
        // Pods that are to stay again must be there again.
        ...(plan.leaves && { keep: "false" }),
    };
}

export function hashOf(value: unknown): string {
    return shortHash(JSON.stringify(value));
}
