// What the page's plots are drawn from, as small as it can be: names once, pulls as rows of numbers.
import type { PullRecord } from "../../../../model/pulls/statistics";
import { pullSeconds } from "../../../../model/timeouts/pullTime";
import type { HistoryReport } from "../report";
import { shortImage } from "./shortImage";

export interface PageData {
    /** As shown, in the order of the table. */
    readonly images: readonly string[];
    /** The pull timeout of each image in seconds; null where its size is unknown. */
    readonly timeouts: readonly (number | null)[];
    readonly nodes: readonly string[];
    /** Time in seconds since the epoch, pull and queue in seconds, bytes (null: unknown), indexes of image and node. */
    readonly pulls: readonly (readonly [number, number, number, number | null, number, number])[];
    /** Bytes and the pull timeout of that size, enough points for a line. */
    readonly limits: readonly (readonly [number, number])[];
}

export function pageData(report: HistoryReport, records: readonly PullRecord[]): PageData {
    const images = new Map(report.images.map(({ image }, index) => [image, index]));
    const nodes = new Map<string, number>();
    const indexOfNode = (name: string) => nodes.get(name) ?? nodes.set(name, nodes.size).size - 1;
    return {
        images: [...images.keys()].map(shortImage),
        timeouts: report.images.map(({ bytes }) => (bytes === undefined ? null : pullSeconds(bytes))),
        pulls: records.map(({ at, seconds, waitingSeconds, bytes, image, node }) => [
            Math.round(at / 1000),
            thousandths(seconds),
            thousandths(waitingSeconds),
            bytes ?? null,
            images.get(image) ?? 0,
            indexOfNode(node),
        ]),
        nodes: [...nodes.keys()],
        limits: limits(records.reduce((most, { bytes = 0 }) => Math.max(most, bytes), 0)),
    };
}

const LIMIT_POINTS = 200;

function limits(mostBytes: number): [number, number][] {
    const step = (mostBytes * 1.05) / LIMIT_POINTS;
    return Array.from({ length: LIMIT_POINTS + 1 }, (_, index) => [
        Math.round(index * step),
        pullSeconds(Math.max(1, index * step)),
    ]);
}

function thousandths(seconds: number): number {
    return Math.round(seconds * 1000) / 1000;
}
