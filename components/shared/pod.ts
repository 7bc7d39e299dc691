/** The pods of this package: under Pod Security "restricted", with IfNotPresent, and without a service-account token. */
import type { types } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type Fault, faultsAt, propertyPath } from "../../model/fault";
import { startupToleration } from "../../model/nodes/startupTaint";
import type { ClaimMount, PlacementArgs, Toleration, WorkloadArgs } from "./arguments";

type PodSpec = types.input.core.v1.PodSpec;
type Container = types.input.core.v1.Container;

/** The `app` user of .NET images. */
const DEFAULT_USER = 1654;

/** What every container must say under "restricted". */
export const CONTAINER_SECURITY = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };

/** The sandbox image of AKS: it is on every node, and waits until it is ended. */
export const PAUSE_IMAGE = "mcr.microsoft.com/oss/v2/kubernetes/pause:3.6";

/** What every pod must say under "restricted". */
export function podSecurity(user: number): types.input.core.v1.PodSecurityContext {
    return {
        runAsNonRoot: true,
        runAsUser: user,
        runAsGroup: user,
        fsGroup: user,
        // Without it the kubelet changes the owner of every file of a volume at each start, which can take minutes.
        fsGroupChangePolicy: "OnRootMismatch",
        seccompProfile: { type: "RuntimeDefault" },
    };
}

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
        volumes: args.volumes?.map((volume) => ({
            name: volume.name,
            persistentVolumeClaim: { claimName: volume.claim, readOnly: volume.readOnly },
        })),
    };
}

function workloadContainer(image: pulumi.Input<string>, args: WorkloadArgs): Omit<Container, "name"> {
    return {
        image,
        imagePullPolicy: "IfNotPresent",
        command: args.command,
        args: args.args,
        env: environment(args),
        resources: {
            requests: args.resources?.requests ?? { cpu: "10m", memory: "64Mi" },
            limits: args.resources?.limits,
        },
        securityContext: CONTAINER_SECURITY,
        volumeMounts: args.volumes?.map(({ name, mountPath, readOnly }) => ({ name, mountPath, readOnly })),
    };
}

function environment(args: WorkloadArgs): types.input.core.v1.EnvVar[] | undefined {
    const values = Object.entries(args.env ?? {}).map(([name, value]) => ({ name, value }));
    const secrets = Object.entries(args.secretEnv ?? {}).map(([name, secretKeyRef]) => ({
        name,
        valueFrom: { secretKeyRef },
    }));
    return values.length + secrets.length === 0 ? undefined : [...values, ...secrets];
}

/** What is wrong with a workload's own arguments. */
export function workloadFaults(args: WorkloadArgs): Fault[] {
    const both = Object.keys(args.env ?? {}).filter((name) => name in (args.secretEnv ?? {}));
    return [
        ...both.flatMap((name) =>
            faultsAt(propertyPath("secretEnv", name), `${name} is in env too; a variable has one value`),
        ),
        ...volumeFaults(args.volumes ?? []),
        ...userFaults(args.runAsUser),
    ];
}

function volumeFaults(volumes: readonly ClaimMount[]): Fault[] {
    const names = volumes.map(({ name }) => name);
    return volumes.flatMap(({ name, mountPath }, index) => [
        ...(names.indexOf(name) < index
            ? faultsAt(propertyPath("volumes", index, "name"), `there are two named "${name}"`)
            : []),
        ...(mountPath.startsWith("/")
            ? []
            : faultsAt(
                  propertyPath("volumes", index, "mountPath"),
                  `"${mountPath}" is not absolute; expected one such as /data`,
              )),
    ]);
}

function userFaults(user: number | undefined): Fault[] {
    if (user === undefined || (Number.isInteger(user) && user > 0)) {
        return [];
    }
    const reason = `${user} is no user id that may run; expected a whole number of at least 1 (0 is root)`;
    return faultsAt("runAsUser", reason);
}
