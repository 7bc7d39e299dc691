/** Argument types that several components share. */
import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/** The cluster that the waits look at: the one that the Kubernetes provider deploys to. */
export interface ClusterAccessArgs {
    /**
     * Text of a kubeconfig, or the path of one. By default `KUBECONFIG`, else `~/.kube/config`, as for the provider.
     */
    kubeconfig?: pulumi.Input<string>;
    /** Context in the kubeconfig; its current context by default. */
    context?: pulumi.Input<string>;
}

/** A toleration, as in a pod. */
export interface Toleration {
    /** Key of the taint; with `Exists` and without a key every taint is tolerated. */
    key?: string;
    /** `Equal` (default) or `Exists`. */
    operator?: string;
    /** Value of the taint, for `Equal`. */
    value?: string;
    /** `NoSchedule`, `PreferNoSchedule` or `NoExecute`; all of them by default. */
    effect?: string;
    /** How long a `NoExecute` taint is tolerated, in seconds; forever by default. */
    tolerationSeconds?: number;
}

/** Where pods may run and which credentials they pull with; the same for a workload and the pre-pull of its image. */
export interface PlacementArgs {
    /** Labels that a node must have; every node by default. */
    nodeSelector?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /** Taints that are tolerated; none by default. */
    tolerations?: pulumi.Input<Toleration[]>;
    /**
     * Names of secrets of type `kubernetes.io/dockerconfigjson`. Not needed where the nodes themselves may pull, as on AKS
     * with the AcrPull role. Since Kubernetes 1.35 a pod without the secret may not use an image that was pulled with one,
     * so the pre-pull and the workload need the same.
     */
    imagePullSecrets?: pulumi.Input<pulumi.Input<string>[]>;
}

/** One key of a Secret. */
export interface SecretKey {
    /** Name of the Secret, in the namespace of the pod. */
    name: pulumi.Input<string>;
    /** Key in its data. */
    key: pulumi.Input<string>;
}

/** A ConfigMap or a Secret whose keys become environment variables: exactly one of `configMap` and `secret`. */
export interface EnvSource {
    /** Name of a ConfigMap, in the namespace of the pod. */
    configMap?: pulumi.Input<string>;
    /** Name of a Secret, in the namespace of the pod. */
    secret?: pulumi.Input<string>;
    /** Put before each key; nothing by default. */
    prefix?: string;
    /** Starts the container even if it does not exist; false by default. */
    optional?: boolean;
}

/** A directory that begins empty and lives as long as the pod. */
export interface EmptyDir {
    /** `Memory` for a file system in memory; on the node's disk by default. */
    medium?: string;
    /** What it may hold, such as `1Gi`; above that the pod is evicted. */
    sizeLimit?: string;
}

/**
 * What is mounted: exactly one of `claim`, `configMap`, `secret`, `secretProviderClass` and `emptyDir`. Entries with the
 * same name and source are one volume, mounted several times. For other kinds of volumes, use `podTemplate`.
 */
export interface VolumeMount {
    /** Name of the volume in the pod. */
    name: string;
    /** Absolute path in the container. */
    mountPath: string;
    /** Path within the volume; its root by default. */
    subPath?: string;
    /** False by default; what a `secretProviderClass` mounts is always read-only. */
    readOnly?: boolean;
    /** Name of a PersistentVolumeClaim, in the namespace of the pod. */
    claim?: pulumi.Input<string>;
    /** Name of a ConfigMap. */
    configMap?: pulumi.Input<string>;
    /** Name of a Secret. */
    secret?: pulumi.Input<string>;
    /** Name of a SecretProviderClass of the Secrets Store CSI driver, as for Azure Key Vault. */
    secretProviderClass?: pulumi.Input<string>;
    /** A directory that begins empty: `{}`. */
    emptyDir?: EmptyDir;
}

/** Requests and limits by resource name, such as `cpu: "250m"`, `memory: "256Mi"`. */
export interface ContainerResources {
    /** What the scheduler reserves on the node. */
    requests?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /** What the container may not exceed: CPU is throttled, and a container over its memory limit is killed. */
    limits?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** What a container runs, and its environment, volumes and rights. */
export interface WorkloadArgs {
    /** Replaces the image's entrypoint, which runs by default. */
    command?: pulumi.Input<pulumi.Input<string>[]>;
    /** Replaces the image's own arguments, which are passed by default. */
    args?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Environment variables; none by default. Anyone who may read the pod can read them: put secrets into `secretEnv`.
     * `$(NAME)` is the value of another variable, `$$(NAME)` that literal text.
     */
    env?: Record<string, pulumi.Input<string>>;
    /** Environment variables from keys of Secrets; none by default. */
    secretEnv?: Record<string, SecretKey>;
    /** ConfigMaps and Secrets whose keys become environment variables; none by default. */
    envFrom?: EnvSource[];
    /** What is mounted; nothing by default. */
    volumes?: VolumeMount[];
    /** By default 10m CPU and 64Mi of memory are requested, and nothing is limited. */
    resources?: ContainerResources;
    /**
     * Service account of the pod; `default` of the namespace by default. Its token is not mounted (workload identity brings a
     * token of its own).
     */
    serviceAccountName?: pulumi.Input<string>;
    /** Labels of the pod besides the package's own, such as `azure.workload.identity/use: "true"`; none by default. */
    podLabels?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /**
     * User and group id of the container, and group of its volumes. 1654, the `app` user of .NET images, by default: the
     * pod runs under Pod Security "restricted", which refuses root and users given only by name.
     */
    runAsUser?: number;
    /**
     * Applied to the pod that the other arguments describe, as a strategic merge patch: probes, init containers,
     * annotations, ports, affinity; nothing by default. The component's own container is called `application` or `migration`; what the patch
     * adds comes after what is there. Added containers get `IfNotPresent` and what "restricted" requires; include their
     * time in `startSeconds` or `runSeconds`.
     */
    podTemplate?: pulumi.Input<types.input.core.v1.PodTemplateSpecPatch>;
    /** Accepts a `podTemplate` that violates Pod Security "restricted", such as one with a root user; false by default. */
    allowPrivileges?: boolean;
}
