/** The shares of a clock that do not depend on the image's size: scheduling, recovery, the registry's limits. All in seconds. */

/** From the creation of a pod until its kubelet starts to pull. */
export const SCHEDULE_SECONDS = 60;

/** The kubelet's first five back-offs after a failed pull: 10 + 20 + 40 + 80 + 160 s. */
export const BACK_OFF_SECONDS = 310;

/** containerd cancels a download after this long without progress, and the kubelet starts it again. */
export const STALL_SECONDS = 300;

/**
 * Azure puts a new role assignment into effect within this time ("Troubleshoot Azure RBAC": it can take up to 10 minutes). Until then
 * its registries refuse the nodes' pulls.
 */
export const ROLE_SECONDS = 600;

/** The kubelet tries an image 310 s and 610 s after the first failure; a try that begins as the role works must still end. */
export const ROLE_PATIENCE_SECONDS = ROLE_SECONDS + 60;

/** Read requests a minute that a Premium registry answers to one identity; all nodes of a cluster share theirs. */
export const REGISTRY_READS_A_MINUTE = 10_000;

/** Requests of one pull besides its layers: token, index, manifest, config. */
const REQUESTS_BESIDES_LAYERS = 4;

/**
 * Bytes a second that all nodes together get from a region's registry: 50 Gbps, the default egress of a storage account outside
 * the largest regions (Azure Storage, "Scalability and performance targets for standard storage accounts").
 */
export const EGRESS_BYTES_PER_SECOND = 6_250_000_000;

/** Stalled downloads that a healthy pull survives: one, and one more for every started factor of 100 nodes. */
export function toleratedStalls(nodes: number): number {
    return 1 + Math.ceil(Math.log10(nodes) / 2);
}

/** Time that `nodes` take for `bytes` each when they pull simultaneously and share the registry's egress. */
export function egressSeconds(nodes: number, bytes: number): number {
    return Math.ceil((nodes * bytes) / EGRESS_BYTES_PER_SECOND);
}

/**
 * Time for what Kubernetes recovers from on its own: 610 s for one node, 910 s up to 100, 1,210 s up to 10,000. A download that
 * starts again after a stall needs its part of the registry's egress again.
 *
 * `npm run bench -- clocks` simulates it with a stall in 1 of 1,000 pulls, an error in 5 of 1,000 and late role assignments. A
 * fixed 600 s ends 1 in 100 healthy rollouts at 100 nodes, Helm's 300 s 1 in 8.
 *
 * @param egress seconds of one download's part of the shared egress
 */
export function recoverySeconds(nodes: number, egress = 0): number {
    return BACK_OFF_SECONDS + (STALL_SECONDS + egress) * toleratedStalls(nodes);
}

/** Time for the requests of `nodes` simultaneous pulls of images with so many layers each, against the registry's limit. */
export function registrySeconds(nodes: number, ...layers: readonly number[]): number {
    const requests = layers.reduce((sum, count) => sum + count + REQUESTS_BESIDES_LAYERS, 0);
    return Math.ceil((60 * nodes * requests) / REGISTRY_READS_A_MINUTE);
}
