// The configuration section `nodeWarmup`: new nodes are held back until they have the images of every release.
import * as v from "valibot";
import { cluster, placement } from "./rolloutSchema";
import { name, section, text } from "./schemaTypes";

export const warmupSchema = section({
    namespace: name,
    kubectlImage: v.optional(text),
    startupTaint: v.optional(text),
    helperImage: v.optional(text),
    imagePrefix: v.optional(text),
    kubernetesVersion: v.optional(text),
    ...placement,
    cluster: v.optional(cluster),
});

/** The arguments of `NodeWarmup`, by the same names, and the cluster where there is no rollout to name it. */
export type WarmupConfig = v.InferOutput<typeof warmupSchema>;
