/** The arguments of Application. */
import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import {
    CLUSTER,
    IMAGE_ARGUMENTS,
    PLACEMENT_ARGUMENTS,
    PULL_ARGUMENTS,
    WORKLOAD_ARGUMENTS,
} from "../shared/argumentNames";
import { type Arguments, INPUT, object, PLAIN, required } from "../shared/argumentSpec";
import type { ClusterAccessArgs, PlacementArgs, WorkloadArgs } from "../shared/arguments";
import type { ImageArgs, PullSettings } from "../shared/imageArgs";

/** A Service in front of an application. */
export interface ServiceArgs {
    /** `ClusterIP` (default), `NodePort` or `LoadBalancer`. */
    type?: string;
    /** Port of the Service; the application's own `port` by default. */
    port?: number;
    /** Annotations of the Service, such as those of a load balancer. */
    annotations?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** How an application is run and watched. */
export interface ApplicationSettings {
    /** Number of pods. Left to Kubernetes (1) or to an autoscaler by default. */
    replicas?: number;
    /** Port that the container listens on, named `http`; needed for the probes. */
    port?: number;
    /** HTTP path that answers 2xx when the pod is ready for traffic; no readiness probe by default. */
    readinessPath?: string;
    /**
     * HTTP path that answers 2xx while the pod is healthy and must not be restarted; no liveness probe by default. It is not
     * asked before the pod has started, which may take `startSeconds`.
     */
    livenessPath?: string;
    /** Time from container start to ready, without the pull, in seconds; 60 by default. */
    startSeconds?: number;
    /** Timeout of a probe, in seconds; 1 by default. */
    probeTimeoutSeconds?: number;
    /** A Service with the application's name that selects its pods; none by default. */
    service?: ServiceArgs;
    /**
     * Applied to the Deployment's spec as a strategic merge patch: `strategy`, `minReadySeconds`, `revisionHistoryLimit`.
     * Fields that have an argument of their own are refused here.
     */
    spec?: pulumi.Input<types.input.apps.v1.DeploymentSpecPatch>;
}

export interface ApplicationArgs extends ImageArgs, PullSettings, PlacementArgs, WorkloadArgs, ApplicationSettings {
    /** Namespace of the Deployment; it must exist. */
    namespace: pulumi.Input<string>;
    /**
     * The cluster that is asked whether another stack has such a Deployment: that of the Kubernetes provider. By default that of
     * `KUBECONFIG`.
     */
    cluster?: pulumi.Input<ClusterAccessArgs>;
}

const SERVICE: Arguments<ServiceArgs> = { type: PLAIN, port: PLAIN, annotations: INPUT };

export const APPLICATION_SETTINGS: Arguments<ApplicationSettings> = {
    replicas: PLAIN,
    port: PLAIN,
    readinessPath: PLAIN,
    livenessPath: PLAIN,
    startSeconds: PLAIN,
    probeTimeoutSeconds: PLAIN,
    service: object(SERVICE),
    spec: INPUT,
};

export const APPLICATION_ARGUMENTS: Arguments<ApplicationArgs> = {
    namespace: required(INPUT),
    ...IMAGE_ARGUMENTS,
    ...PULL_ARGUMENTS,
    ...PLACEMENT_ARGUMENTS,
    ...WORKLOAD_ARGUMENTS,
    ...APPLICATION_SETTINGS,
    cluster: CLUSTER,
};
