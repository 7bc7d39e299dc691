/** The arguments of Application, and what is wrong with them. */
import type * as pulumi from "@pulumi/pulumi";
import { type Fault, faultsAt } from "../../model/fault";
import { IMAGE_ARGUMENTS, PLACEMENT_ARGUMENTS, PULL_ARGUMENTS, WORKLOAD_ARGUMENTS } from "../shared/argumentNames";
import { type Arguments, INPUT, PLAIN, required } from "../shared/argumentSpec";
import type { PlacementArgs, WorkloadArgs } from "../shared/arguments";
import type { ImageArgs, PullSettings } from "../shared/imageArgs";
import { workloadFaults } from "../shared/pod";

/** How an application is run and watched. */
export interface ApplicationSettings {
    /** Pods that run at once. By default it is left to Kubernetes (1) or to an autoscaler. */
    replicas?: number;
    /** Port that the container listens on, named `http`; needed for the probes. */
    port?: number;
    /** HTTP path that answers 2xx when the pod may get traffic; no readiness probe by default. */
    readinessPath?: string;
    /** HTTP path that answers 2xx while the pod must not be restarted; no liveness probe by default. */
    livenessPath?: string;
    /** From the start of the container to ready, without any pull, in seconds; 60 by default. */
    startSeconds?: number;
}

export interface ApplicationArgs extends ImageArgs, PullSettings, PlacementArgs, WorkloadArgs, ApplicationSettings {
    /** Namespace of the Deployment; it must exist. */
    namespace: pulumi.Input<string>;
}

export const APPLICATION_SETTINGS: Arguments<ApplicationSettings> = {
    replicas: PLAIN,
    port: PLAIN,
    readinessPath: PLAIN,
    livenessPath: PLAIN,
    startSeconds: PLAIN,
};

export const APPLICATION_ARGUMENTS: Arguments<ApplicationArgs> = {
    namespace: required(INPUT),
    ...IMAGE_ARGUMENTS,
    ...PULL_ARGUMENTS,
    ...PLACEMENT_ARGUMENTS,
    ...WORKLOAD_ARGUMENTS,
    ...APPLICATION_SETTINGS,
};

/** What is wrong with what an application adds to its image. */
export function applicationFaults(args: WorkloadArgs & ApplicationSettings): Fault[] {
    const { port, readinessPath, livenessPath } = args;
    return [
        ...workloadFaults(args),
        ...portFaults(port),
        ...pathFaults("readinessPath", readinessPath, port),
        ...pathFaults("livenessPath", livenessPath, port),
    ];
}

function portFaults(port: number | undefined): Fault[] {
    const accepted = port === undefined || (Number.isInteger(port) && port >= 1 && port <= 65535);
    return accepted ? [] : faultsAt("port", `${port} is no port; expected 1 to 65535`);
}

function pathFaults(property: string, path: string | undefined, port: number | undefined): Fault[] {
    if (path === undefined) {
        return [];
    }
    const relative = path.startsWith("/") ? [] : [`"${path}" is no absolute path; expected one such as /healthz`];
    const unreachable = port === undefined ? [`"${path}" needs the port that it is asked on; give port`] : [];
    return faultsAt(property, ...relative, ...unreachable);
}
