/** What the simulation assumes of a healthy rollout; each number is either documented or was measured. */

/** What every node of a rollout pulls at the same time. */
export interface PulledShape {
    readonly nodes: number;
    readonly images: number;
    /** Compressed size of all images together. */
    readonly megabytes: number;
}

/** MB/s of a region's registry: 50 Gbps, the default egress of a storage account outside the largest regions. */
export const EGRESS_MB = 6_250;

export const STALL = {
    /** containerd cancels a download after this long without progress. */
    seconds: 300,
    ofPulls: 0.001,
    /** Pulls that fail for another reason that passes. */
    errorOfPulls: 0.005,
} as const;

/** The kubelet's back-offs between tries, in seconds. */
export const BACK_OFFS = [10, 20, 40, 80, 160, 300] as const;

export const ROLE = {
    /** Rollouts whose pull role starts to work late. */
    ofRollouts: 0.05,
    mostSeconds: 300,
} as const;

/** From the new pod to the start of its pull. */
export const START = { least: 5, most: 15 } as const;

/** Requests of an image of 10 layers, and what the registry answers to one identity. */
export const REQUESTS = { ofImage: 14, aMinute: 10_000 } as const;
