/** The names of the arguments that several components share. */
import type { PaceArgs } from "../../model/timeouts/pullRate";
import { type Arguments, INPUT, list, map, object, PLAIN, required } from "./argumentSpec";
import type {
    ClusterAccessArgs,
    ContainerResources,
    EmptyDir,
    EnvSource,
    PlacementArgs,
    SecretKey,
    Toleration,
    VolumeMount,
    WorkloadArgs,
} from "./arguments";
import type { ImageArgs, PullSettings } from "./imageArgs";

const TOLERATION: Arguments<Toleration> = {
    key: PLAIN,
    operator: PLAIN,
    value: PLAIN,
    effect: PLAIN,
    tolerationSeconds: PLAIN,
};

const SECRET_KEY: Arguments<SecretKey> = { name: required(INPUT), key: required(INPUT) };

const ENV_SOURCE: Arguments<EnvSource> = { configMap: INPUT, secret: INPUT, prefix: PLAIN, optional: PLAIN };

const EMPTY_DIR: Arguments<EmptyDir> = { medium: PLAIN, sizeLimit: PLAIN };

const VOLUME_MOUNT: Arguments<VolumeMount> = {
    name: required(PLAIN),
    mountPath: required(PLAIN),
    subPath: PLAIN,
    readOnly: PLAIN,
    claim: INPUT,
    configMap: INPUT,
    secret: INPUT,
    secretProviderClass: INPUT,
    emptyDir: object(EMPTY_DIR),
};

const CLUSTER_ACCESS: Arguments<ClusterAccessArgs> = { kubeconfig: INPUT, context: INPUT };

const RESOURCES: Arguments<ContainerResources> = { requests: INPUT, limits: INPUT };

/** The cluster may be known later: it is asked only when something is waited for. */
export const CLUSTER = object(CLUSTER_ACCESS, INPUT);

export const PLACEMENT_ARGUMENTS: Arguments<PlacementArgs> = {
    nodeSelector: INPUT,
    tolerations: list(TOLERATION, INPUT),
    imagePullSecrets: INPUT,
};

export const WORKLOAD_ARGUMENTS: Arguments<WorkloadArgs> = {
    command: INPUT,
    args: INPUT,
    env: PLAIN,
    secretEnv: map(SECRET_KEY),
    envFrom: list(ENV_SOURCE),
    volumes: list(VOLUME_MOUNT),
    resources: object(RESOURCES),
    serviceAccountName: INPUT,
    podLabels: INPUT,
    runAsUser: PLAIN,
    podTemplate: INPUT,
    allowPrivileges: PLAIN,
};

export const IMAGE_ARGUMENTS: Arguments<ImageArgs> = {
    image: required(INPUT),
    size: required(PLAIN),
    timeoutSeconds: PLAIN,
};

export const PACE_ARGUMENTS: Arguments<PaceArgs> = { network: PLAIN, pullRate: PLAIN };

export const PULL_ARGUMENTS: Arguments<PullSettings> = { ...PACE_ARGUMENTS, allowMovingTag: PLAIN };
