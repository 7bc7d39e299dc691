/**
 * The package: components that put images on nodes before a release needs them, and a transform for any other workload.
 *
 * @module aks-image-delivery
 */

export { parseImageSize } from "../model/image/size";
export { DEFAULT_STARTUP_TAINT } from "../model/nodes/startupTaint";
export {
    type Clock,
    type ImageShape,
    type RolloutShape,
    type Share,
    type ShareName,
    type TimeoutChain,
    timeoutChain,
} from "../model/timeouts/chain";
export { VerifySize } from "../model/timeouts/declaredSize";
export { Network } from "../model/timeouts/pullTime";
export { type DerivedDeadlinesOptions, derivedDeadlines } from "./derivedDeadlines";
export { type IfNotPresentOptions, ifNotPresent } from "./ifNotPresent";
export { ImagePrepull } from "./prepull/imagePrepull";
export { type ImagePrepullArgs, PrepullMethod, type PrepullSettings } from "./prepull/prepullArgs";
export { ImageRollout } from "./rollout/imageRollout";
export type { ImageRolloutArgs, RolloutApplication, RolloutImage, RolloutMigration } from "./rollout/rolloutArgs";
export type {
    ClusterAccessArgs,
    ContainerResources,
    EmptyDir,
    EnvSource,
    PlacementArgs,
    SecretKey,
    Toleration,
    VolumeMount,
    WorkloadArgs,
} from "./shared/arguments";
export type { ImageArgs, PullSettings } from "./shared/imageArgs";
export { NodeWarmup } from "./warmup/nodeWarmup";
export type { NodeWarmupArgs } from "./warmup/warmupArgs";
export { Application } from "./workload/application";
export type { ApplicationArgs, ApplicationSettings, ServiceArgs } from "./workload/applicationArgs";
export type { MigrationJobArgs, MigrationSettings } from "./workload/migrationArgs";
export { MigrationJob } from "./workload/migrationJob";
