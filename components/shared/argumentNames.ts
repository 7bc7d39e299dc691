/** The names of the arguments that several components share. */
import type { PaceArgs } from "../../model/timeouts/pullRate";
import {
    type Arguments,
    INPUT,
    list,
    map,
    object,
    PLAIN,
    PLAIN_TEXT,
    QUANTITIES,
    required,
    TEXT,
    TEXT_LIST,
    TEXT_MAP,
} from "./argumentSpec";
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
    key: PLAIN_TEXT,
    operator: PLAIN_TEXT,
    value: PLAIN_TEXT,
    effect: PLAIN_TEXT,
    tolerationSeconds: PLAIN,
};

const SECRET_KEY: Arguments<SecretKey> = { name: required(TEXT), key: required(TEXT) };

const ENV_SOURCE: Arguments<EnvSource> = { configMap: TEXT, secret: TEXT, prefix: PLAIN_TEXT, optional: PLAIN };

const EMPTY_DIR: Arguments<EmptyDir> = { medium: PLAIN_TEXT, sizeLimit: { plain: true, kind: "quantity" } };

const VOLUME_MOUNT: Arguments<VolumeMount> = {
    name: required(PLAIN_TEXT),
    mountPath: required(PLAIN_TEXT),
    subPath: PLAIN_TEXT,
    readOnly: PLAIN,
    claim: TEXT,
    configMap: TEXT,
    secret: TEXT,
    secretProviderClass: TEXT,
    emptyDir: object(EMPTY_DIR),
};

const CLUSTER_ACCESS: Arguments<ClusterAccessArgs> = { kubeconfig: INPUT, context: INPUT };

const RESOURCES: Arguments<ContainerResources> = { requests: QUANTITIES, limits: QUANTITIES };

/** The cluster may be known later: it is asked only when something is waited for. */
export const CLUSTER = object(CLUSTER_ACCESS, INPUT);

export const PLACEMENT_ARGUMENTS: Arguments<PlacementArgs> = {
    nodeSelector: TEXT_MAP,
    tolerations: list(TOLERATION, INPUT),
    imagePullSecrets: TEXT_LIST,
};

export const WORKLOAD_ARGUMENTS: Arguments<WorkloadArgs> = {
    command: TEXT_LIST,
    args: TEXT_LIST,
    env: { plain: true, kind: "{text" },
    secretEnv: map(SECRET_KEY),
    envFrom: list(ENV_SOURCE),
    volumes: list(VOLUME_MOUNT),
    resources: object(RESOURCES),
    serviceAccountName: TEXT,
    podLabels: TEXT_MAP,
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
