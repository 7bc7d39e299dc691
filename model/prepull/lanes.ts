/**
 * Which images of a release share a pre-pull pod. A pod for each image is the fastest and the clearest way, but a node has room
 * for 30 pods with Azure CNI's classic default, and an update needs the pods of both releases.
 */

/** Pre-pull pods of one release on a node. */
export const MOST_LANES = 4;

export interface SizedName {
    readonly name: string;
    readonly bytes: number;
}

/**
 * One list of images for each pod, in the order in which the kubelet pulls them: each in a pod of its own up to four, else so
 * that all pods have about as much to pull, the largest images first. Their order in the release decides nothing.
 */
export function prepullLanes<Image extends SizedName>(images: readonly Image[]): Image[][] {
    if (images.length <= MOST_LANES) {
        return images.map((image) => [image]);
    }
    const lanes = Array.from({ length: MOST_LANES }, (): Image[] => []);
    const largestFirst = [...images].sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
    for (const image of largestFirst) {
        emptiest(lanes).push(image);
    }
    return lanes;
}

function emptiest<Image extends SizedName>(lanes: Image[][]): Image[] {
    return lanes.reduce((least, lane) => (total(lane) < total(least) ? lane : least));
}

function total(lane: readonly SizedName[]): number {
    return lane.reduce((sum, { bytes }) => sum + bytes, 0);
}
