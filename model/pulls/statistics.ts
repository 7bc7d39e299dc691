/** What past pulls took: one record a pull, and percentiles of them per image and node. */

import { grouped } from "../grouped";
import type { EventFacts } from "../kubernetes/facts";
import { pullFact } from "./events";

/** One finished download, fit to be kept as a line of JSON. */
export interface PullRecord {
    /** The same for the same pull however often, and from wherever, its event is read. */
    readonly key: string;
    readonly image: string;
    readonly node: string;
    readonly namespace: string;
    readonly pod: string;
    /** When it was finished, milliseconds since the epoch. */
    readonly at: number;
    /** The pull itself. */
    readonly seconds: number;
    /** The time in the node's queue before it; 0 where the kubelet does not tell. */
    readonly waitingSeconds: number;
    /** Compressed size; absent where the runtime does not know it. */
    readonly bytes?: number;
}

export interface PullStatistics {
    readonly image: string;
    /** Absent where all nodes are counted together. */
    readonly node?: string;
    readonly count: number;
    /** Seconds of the pulls themselves. */
    readonly p50: number;
    readonly p90: number;
    readonly p99: number;
    readonly max: number;
    /** Seconds in the queue before them. */
    readonly waitingP50: number;
    readonly waitingMax: number;
    /** Of all time from the kubelet's request to the image being there, the part in the queue: 0 to 1. */
    readonly waitingShare: number;
    /** The size that was pulled last, where one is known. */
    readonly bytes?: number;
    /** Compressed megabytes (10^6) per second, over the pulls whose size is known. */
    readonly megabytesPerSecond?: number;
}

/** What is needed of an event about a pod to tell a pull. */
export type ToldPull = Pick<EventFacts, "namespace" | "name" | "node" | "message" | "lastAt">;

/** The downloads among `events`; an image that was already there is not one, and neither is one without a duration. */
export function pulls(events: Iterable<EventFacts>): PullRecord[] {
    return [...events].flatMap((event) => (event.kind === "Pod" ? (pullRecord(event) ?? []) : []));
}

/** The download that an event about a pod tells of, if any. */
export function pullRecord({ namespace, name: pod, node, message, lastAt: at }: ToldPull): PullRecord | undefined {
    const fact = pullFact(message);
    if (fact?.kind !== "pulled" || fact.seconds === undefined) {
        return undefined;
    }
    const { image, seconds, waitingSeconds = 0, bytes } = fact;
    // Events have whole seconds. A pod may pull two images simultaneously, hence the end of the name.
    const key = [namespace, pod, Math.floor(at / 1_000), seconds, image.slice(-12)].join("/");
    return {
        key,
        image,
        node: node ?? "unknown",
        namespace,
        pod,
        at,
        seconds,
        waitingSeconds,
        ...(bytes !== undefined && { bytes }),
    };
}

/** One row per image and node, sorted by both. */
export function statistics(records: readonly PullRecord[]): PullStatistics[] {
    return sorted(grouped(records, ({ image, node }) => `${image} ${node}`)).map((group) => ({
        ...summary(group),
        node: group[0].node,
    }));
}

/** One row per image over all nodes, sorted by image. */
export function imageStatistics(records: readonly PullRecord[]): PullStatistics[] {
    return sorted(grouped(records, ({ image }) => image)).map(summary);
}

type Group = readonly [PullRecord, ...PullRecord[]];

function sorted(groups: ReadonlyMap<string, Group>): Group[] {
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function summary(group: Group): PullStatistics {
    const seconds = ascending(group.map((record) => record.seconds));
    const waiting = ascending(group.map((record) => record.waitingSeconds));
    return {
        image: group[0].image,
        count: group.length,
        p50: percentile(seconds, 50),
        p90: percentile(seconds, 90),
        p99: percentile(seconds, 99),
        max: percentile(seconds, 100),
        waitingP50: percentile(waiting, 50),
        waitingMax: percentile(waiting, 100),
        waitingShare: share(sum(waiting), sum(seconds)),
        ...sizes(group),
    };
}

function sizes(group: Group): { bytes?: number; megabytesPerSecond?: number } {
    let bytes = 0;
    let seconds = 0;
    let newest: PullRecord | undefined;
    for (const record of group) {
        if (record.bytes !== undefined) {
            bytes += record.bytes;
            seconds += record.seconds;
            newest = newest && newest.at > record.at ? newest : record;
        }
    }
    return {
        ...(newest && { bytes: newest.bytes }),
        ...(seconds > 0 && { megabytesPerSecond: bytes / 1e6 / seconds }),
    };
}

function share(part: number, rest: number): number {
    return part + rest > 0 ? part / (part + rest) : 0;
}

function sum(values: readonly number[]): number {
    return values.reduce((total, value) => total + value, 0);
}

function ascending(values: readonly number[]): number[] {
    return [...values].sort((a, b) => a - b);
}

/** Nearest rank: always a value that was measured. Percent in whole numbers, since 0.9 * 10 is not always 9. */
function percentile(sorted: readonly number[], percent: number): number {
    return sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)] ?? 0;
}
