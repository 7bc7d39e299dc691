/** Argument types that several components share. */
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
    /** How long a `NoExecute` taint is tolerated; for ever by default. */
    tolerationSeconds?: number;
}

/** Where pods may run and with what they pull; the same for a workload and for the pre-pull of its image. */
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

/** A PersistentVolumeClaim that is mounted. */
export interface ClaimMount {
    /** Name of the volume in the pod. */
    name: string;
    /** Name of the PersistentVolumeClaim, in the namespace of the pod. */
    claim: pulumi.Input<string>;
    /** Absolute path in the container. */
    mountPath: string;
    /** False by default. */
    readOnly?: boolean;
}

/** Requests and limits by resource name, such as `cpu: "250m"`, `memory: "256Mi"`. */
export interface ContainerResources {
    /** What the scheduler reserves on the node. */
    requests?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /** What the container may not exceed: CPU is throttled, a container over its memory is killed. */
    limits?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** What a container runs, and with what. */
export interface WorkloadArgs {
    /** Replaces the image's entrypoint. */
    command?: pulumi.Input<pulumi.Input<string>[]>;
    /** Replaces the image's default arguments. */
    args?: pulumi.Input<pulumi.Input<string>[]>;
    /** Environment variables. Readable for everybody who may read the pod: what is secret belongs into `secretEnv`. */
    env?: Record<string, pulumi.Input<string>>;
    /** Environment variables from keys of Secrets. */
    secretEnv?: Record<string, SecretKey>;
    /** Claims to mount; none by default. */
    volumes?: ClaimMount[];
    /** By default 10m CPU and 64Mi of memory are requested, and nothing is limited. */
    resources?: ContainerResources;
    /** Service account of the pod; its token is not mounted (workload identity brings a token of its own). */
    serviceAccountName?: pulumi.Input<string>;
    /** Labels of the pod beside the package's own, such as `azure.workload.identity/use: "true"`. */
    podLabels?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /**
     * User and group id of the container, and group of its volumes. 1654, the `app` user of .NET images, by default: the
     * pod runs under Pod Security "restricted", which accepts no root and no user that is only a name.
     */
    runAsUser?: number;
}
