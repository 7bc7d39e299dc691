/** The names of the arguments that several components share. */
import { type Arguments, INPUT, list, map, object, PLAIN, required } from "./argumentSpec";
import type {
    ClaimMount,
    ClusterAccessArgs,
    ContainerResources,
    PlacementArgs,
    SecretKey,
    Toleration,
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

const CLAIM_MOUNT: Arguments<ClaimMount> = {
    name: required(PLAIN),
    claim: required(INPUT),
    mountPath: required(PLAIN),
    readOnly: PLAIN,
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
    volumes: list(CLAIM_MOUNT),
    resources: object(RESOURCES),
    serviceAccountName: INPUT,
    podLabels: INPUT,
    runAsUser: PLAIN,
};

export const IMAGE_ARGUMENTS: Arguments<ImageArgs> = {
    image: required(INPUT),
    size: required(PLAIN),
    timeoutSeconds: PLAIN,
};

export const PULL_ARGUMENTS: Arguments<PullSettings> = { network: PLAIN, allowMovingTag: PLAIN };
