/** How long the pull of an image of a declared size takes, and when it must be given up. */
import { formatImageSize } from "../image/size";

/** The way between the nodes and the registry: `slow` is another region, a VPN or a proxy. */
export const Network = {
    /** The registry, or a replica of it, is in the nodes' region. */
    Normal: "normal",
    /** Doubles the time that a pull may take, and raises it to at least 600 s. */
    Slow: "slow",
} as const;
export type Network = (typeof Network)[keyof typeof Network];

/** How fast nodes pull. */
export interface Pace {
    /** `normal` by default. */
    readonly network?: Network;
    /** Bytes a second of the slowest healthy pull that was measured: it lengthens the times of the table and never shortens them. */
    readonly bytesPerSecond?: number;
}

interface SizeClass {
    readonly name: string;
    readonly holds: (bytes: number) => boolean;
    /** Seconds that a healthy pull takes. */
    readonly healthy: { readonly least: number; readonly most: number };
    readonly timeoutSeconds: number;
}

const MB = 1_000_000;
const GB = 1_000 * MB;

/** What pulls of such sizes were seen to take on AKS nodes, and the timeout that follows. */
const SIZE_CLASSES: readonly SizeClass[] = [
    { name: "< 200 MB", holds: (bytes) => bytes < 200 * MB, healthy: { least: 30, most: 60 }, timeoutSeconds: 120 },
    {
        name: "200 MB to < 500 MB",
        holds: (bytes) => bytes < 500 * MB,
        healthy: { least: 60, most: 120 },
        timeoutSeconds: 180,
    },
    { name: "500 MB to 1 GB", holds: (bytes) => bytes <= GB, healthy: { least: 120, most: 300 }, timeoutSeconds: 300 },
];

/** The last row has no upper end: a healthy pull takes 300 s and up, and the timeout is at least twice that. */
const LARGE = { name: "> 1 GB", leastSeconds: 300, timeoutSeconds: 600 };

/**
 * Seconds per GB above 1 GB: a download of 12.5 MB/s (80 s), decompression at 40 MB/s (25 s), and 3.1 times the size written
 * and read at 64 MB/s (48 s; an image is about 2.1 times as large unpacked, and the disk of a small node is that slow).
 */
const LARGE_SECONDS_PER_GB = 155;

const SLOW_FACTOR = 2;
const SLOW_LEAST_SECONDS = 600;

/** Seconds after which the pull of an image of `bytes` is no longer healthy. */
export function pullSeconds(bytes: number, pace: Pace = {}): number {
    return Math.max(tableSeconds(bytes, pace), measuredSeconds(bytes, pace));
}

/** The same for each image whose size in bytes is known, by its reference. */
export function pullTimeouts(sizes: ReadonlyMap<string, number>): Map<string, number> {
    return new Map([...sizes].map(([image, bytes]) => [image, pullSeconds(bytes)]));
}

/** Seconds that a healthy pull of `bytes` takes. Above 1 GB `most` is the pull timeout: nothing narrower is known. */
export function expectedPullSeconds(bytes: number, pace: Pace = {}): { least: number; most: number } {
    const { least, most } = tableExpectation(bytes, pace);
    return { least, most: Math.max(most, measuredSeconds(bytes, pace)) };
}

/** Why `pullSeconds` is what it is. */
export function pullReason(bytes: number, pace: Pace = {}): string {
    const { network = Network.Normal, bytesPerSecond = 0 } = pace;
    if (measuredSeconds(bytes, pace) > tableSeconds(bytes, pace)) {
        return `${formatImageSize(bytes)} at the measured ${formatImageSize(Math.round(bytesPerSecond))}/s`;
    }
    const { least, most } = tableExpectation(bytes, pace);
    const row = classOf(bytes);
    const healthy =
        row === undefined ? `${LARGE.name} takes ${least} s and up` : `${row.name} takes ${least}-${most} s`;
    return `${formatImageSize(bytes)} on a ${network} network: a healthy pull of ${healthy}`;
}

function tableSeconds(bytes: number, { network }: Pace): number {
    const seconds = classOf(bytes)?.timeoutSeconds ?? largePullSeconds(bytes);
    return network === Network.Slow ? Math.max(SLOW_LEAST_SECONDS, SLOW_FACTOR * seconds) : seconds;
}

function tableExpectation(bytes: number, pace: Pace): { least: number; most: number } {
    const factor = pace.network === Network.Slow ? SLOW_FACTOR : 1;
    const healthy = classOf(bytes)?.healthy;
    return healthy === undefined
        ? { least: factor * LARGE.leastSeconds, most: tableSeconds(bytes, pace) }
        : { least: factor * healthy.least, most: factor * healthy.most };
}

function measuredSeconds(bytes: number, { bytesPerSecond }: Pace): number {
    return bytesPerSecond === undefined ? 0 : Math.ceil(bytes / bytesPerSecond);
}

function classOf(bytes: number): SizeClass | undefined {
    return SIZE_CLASSES.find((entry) => entry.holds(bytes));
}

/** Whole minutes. Counted in bytes, since a product of decimals would now and then round up one minute too far. */
function largePullSeconds(bytes: number): number {
    const minutes = Math.ceil((bytes * LARGE_SECONDS_PER_GB) / (60 * GB));
    return Math.max(LARGE.timeoutSeconds, 60 * minutes);
}
