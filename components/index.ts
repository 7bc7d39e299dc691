/**
 * The package: components that put images on nodes before a release needs them, and a transform for any other workload.
 *
 * @module aks-image-delivery
 */

export { parseImageSize } from "../model/imageSize";
export { Network } from "../model/pullTime";
export {
    type Clock,
    type RolloutShape,
    type Share,
    type ShareName,
    type TimeoutChain,
    timeoutChain,
} from "../model/timeouts";
export { VerifySize } from "../model/verifiedSize";
export { Application } from "./application";
export type { ApplicationArgs, ApplicationSettings } from "./applicationArgs";
export type {
    ClaimMount,
    ClusterAccessArgs,
    ContainerResources,
    PlacementArgs,
    SecretKey,
    Toleration,
    WorkloadArgs,
} from "./arguments";
export { type IfNotPresentOptions, ifNotPresent } from "./ifNotPresent";
export type { ImageArgs, PullSettings } from "./imageArgs";
export { ImagePrepull } from "./imagePrepull";
export { ImageRollout } from "./imageRollout";
export type { MigrationJobArgs, MigrationSettings } from "./migrationArgs";
export { MigrationJob } from "./migrationJob";
export { type ImagePrepullArgs, PrepullMethod, type PrepullSettings } from "./prepullArgs";
export type { ImageRolloutArgs, RolloutApplication, RolloutImage, RolloutMigration } from "./rolloutArgs";
