/** The pods of this package: under Pod Security "restricted", with IfNotPresent, and without a service-account token. */
import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { startupToleration } from "../../model/nodes/startupTaint";
import type { PlacementArgs, Toleration } from "./arguments";
import { derived } from "./whenKnown";

type PodSpec = types.input.core.v1.PodSpec;

/** Where a pod may run and with what it pulls. */
export function placement(args: PlacementArgs): Pick<PodSpec, "nodeSelector" | "tolerations" | "imagePullSecrets"> {
    return {
        nodeSelector: args.nodeSelector,
        tolerations: args.tolerations,
        imagePullSecrets:
            args.imagePullSecrets && derived([args.imagePullSecrets], ([names]) => names.map((name) => ({ name }))),
    };
}

/** Those of a pod that also runs on a node which is still held back. */
export function withStartupToleration(
    tolerations: PlacementArgs["tolerations"],
    startupTaint: string | undefined,
): pulumi.Input<Toleration[]> {
    return derived([tolerations], ([given]) => [...(given ?? []), startupToleration(startupTaint)]);
}
