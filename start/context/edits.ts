// What of Pulumi.local.yaml is different in another cluster.
import type { NodeFacts } from "../../model/kubernetes/facts";
import { ROLLOUT } from "../stackConfig";
import type { ConfigEdit } from "../workspace";
import type { ClusterImages } from "./image";
import { NAMESPACE } from "./namespace";
import { mountImages, nodeSelector } from "./nodes";

export interface SampleRollout {
    readonly context: string;
    readonly images: ClusterImages;
    /** Declared. */
    readonly size: string;
    /** Those that can run the image. */
    readonly nodes: readonly NodeFacts[];
    /** Of the database. */
    readonly claim: string;
}

export function contextEdits({ context, images, size, nodes, claim }: SampleRollout): ConfigEdit[] {
    const isMounted = mountImages(nodes);
    return [
        [[ROLLOUT, "namespace"], NAMESPACE],
        [[ROLLOUT, "nodes"], nodes.length],
        [[ROLLOUT, "nodeSelector"], nodeSelector()],
        [[ROLLOUT, "images", 0, "image"], images.sample.reference],
        [[ROLLOUT, "images", 0, "size"], size],
        [[ROLLOUT, "migration", "volumes", 0, "claim"], claim],
        [[ROLLOUT, "application", "volumes", 0, "claim"], claim],
        [[ROLLOUT, "method"], isMounted ? "imageVolume" : "initContainer"],
        [[ROLLOUT, "helperImage"], isMounted ? images.pause.reference : null],
        [[ROLLOUT, "cluster"], { context }],
    ];
}
