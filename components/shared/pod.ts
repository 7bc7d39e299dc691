/** The pods of this package: under Pod Security "restricted", with IfNotPresent, and without a service-account token. */
import type { types } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { startupToleration } from "../../model/nodes/startupTaint";
import type { PlacementArgs, Toleration } from "./arguments";

type PodSpec = types.input.core.v1.PodSpec;

/** Where a pod may run and with what it pulls. */
export function placement(args: PlacementArgs): Pick<PodSpec, "nodeSelector" | "tolerations" | "imagePullSecrets"> {
    return {
        nodeSelector: args.nodeSelector,
        tolerations: args.tolerations,
        imagePullSecrets:
            args.imagePullSecrets &&
            pulumi.output(args.imagePullSecrets).apply((names) => names.map((name) => ({ name }))),
    };
}

/** Those of a pod that also runs on a node which is still held back. */
export function withStartupToleration(
    tolerations: PlacementArgs["tolerations"],
    startupTaint: string | undefined,
): pulumi.Output<Toleration[]> {
    return pulumi.output(tolerations).apply((given) => [...(given ?? []), startupToleration(startupTaint)]);
}
