/** The pod that a workload's arguments give, and what is wrong with them. */
import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type Fault, faultsAt, propertyPath } from "../../model/fault";
import { CONTAINER_SECURITY, DEFAULT_USER, podSecurity } from "../../model/workload/podDefaults";
import type { PlacementArgs, WorkloadArgs } from "../shared/arguments";
import { placement } from "../shared/pod";
import { environment, environmentSources } from "./environment";
import { podVolumes, sourceFaults, volumeFaults, volumeMounts } from "./volumes";

type PodSpec = types.input.core.v1.PodSpec;
type Container = types.input.core.v1.Container;

/**
 * The pod of a workload with one container.
 *
 * @param container what only this kind of workload adds to the container, such as probes
 */
export function workloadPod(
    image: pulumi.Input<string>,
    args: WorkloadArgs & PlacementArgs,
    container: Container,
): PodSpec {
    return {
        ...placement(args),
        automountServiceAccountToken: false,
        serviceAccountName: args.serviceAccountName,
        securityContext: podSecurity(args.runAsUser ?? DEFAULT_USER),
        containers: [{ ...workloadContainer(image, args), ...container }],
        volumes: podVolumes(args.volumes),
    };
}

function workloadContainer(image: pulumi.Input<string>, args: WorkloadArgs): Omit<Container, "name"> {
    return {
        image,
        imagePullPolicy: "IfNotPresent",
        command: args.command,
        args: args.args,
        env: environment(args),
        envFrom: environmentSources(args.envFrom),
        resources: {
            requests: args.resources?.requests ?? { cpu: "10m", memory: "64Mi" },
            limits: args.resources?.limits,
        },
        securityContext: CONTAINER_SECURITY,
        volumeMounts: volumeMounts(args.volumes),
    };
}

/** What is wrong with a workload's own arguments, without `podTemplate`. */
export function workloadFaults(args: WorkloadArgs): Fault[] {
    const both = Object.keys(args.env ?? {}).filter((name) => name in (args.secretEnv ?? {}));
    return [
        ...both.flatMap((name) =>
            faultsAt(propertyPath("secretEnv", name), `${name} is in env too; a variable has one value`),
        ),
        ...sourceFaults(args.envFrom),
        ...volumeFaults(args.volumes),
        ...userFaults(args.runAsUser),
    ];
}

function userFaults(user: number | undefined): Fault[] {
    if (user === undefined || (Number.isInteger(user) && user > 0)) {
        return [];
    }
    const reason = `${user} is not a user id that may run; expected a whole number of at least 1 (0 is root)`;
    return faultsAt("runAsUser", reason);
}
