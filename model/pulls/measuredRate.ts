/** The pull rate of a cluster, from the pulls that were seen on it: what `pullRate` is to say. */
import type { PullRecord } from "./statistics";

export interface MeasuredRate {
    /** Pulls that count. */
    readonly pulls: number;
    /** Compressed bytes a second of the median pull; time in the node's queue counts, as in all of these. */
    readonly p50: number;
    /** 99 of 100 pulls were at least as fast. */
    readonly p99: number;
    readonly slowest: number;
    /** Whether `pullRate` is what 999 of 1,000 pulls reached, or is under the slowest of fewer pulls, by a margin. */
    readonly basis: "p99.9" | "slowest";
    /** To declare, such as `9MB/s`. */
    readonly pullRate: string;
}

/** Smaller pulls are mostly requests and waiting: their rates say nothing about larger ones. */
const LEAST_BYTES = 50_000_000;

/** Fewer pulls have no 99.9th percentile. */
const ENOUGH_PULLS = 1_000;

/** By how much the next slow pull may be slower than the slowest of a few. */
const MARGIN = 1.5;

/** Undefined where no pull counts: none is large enough, or the runtime tells no sizes. */
export function measuredRate(records: readonly PullRecord[]): MeasuredRate | undefined {
    const rates = records.flatMap(rateOf).sort((a, b) => a - b);
    const [slowest] = rates;
    if (slowest === undefined) {
        return undefined;
    }
    const reachedBy = (share: number) => rates[Math.floor((1 - share) * rates.length + 1e-9)] ?? slowest;
    const isEnough = rates.length >= ENOUGH_PULLS;
    return {
        pulls: rates.length,
        p50: reachedBy(0.5),
        p99: reachedBy(0.99),
        slowest,
        basis: isEnough ? "p99.9" : "slowest",
        pullRate: pullRateText(isEnough ? reachedBy(0.999) : slowest / MARGIN),
    };
}

export function measuredRateText({ pulls, p50, p99, slowest, basis, pullRate }: MeasuredRate): string {
    const [median, most, least] = [p50, p99, slowest].map(pullRateText);
    const why =
        basis === "p99.9"
            ? "999 of 1,000 pulls were at least as fast"
            : `the slowest with a margin of ${MARGIN}: a 99.9th percentile needs ${ENOUGH_PULLS.toLocaleString("en")} pulls`;
    const counted = `${pulls.toLocaleString("en")} ${pulls === 1 ? "pull" : "pulls"} of 50 MB and more`;
    return `${counted}: p50 ${median}, p99 ${most}, slowest ${least}\npullRate: ${pullRate} (${why})`;
}

function rateOf({ bytes = 0, seconds, waitingSeconds }: PullRecord): number[] {
    const whole = seconds + waitingSeconds;
    return bytes >= LEAST_BYTES && whole > 0 ? [bytes / whole] : [];
}

/** Rounded down: a rate that was never reached is not declared. */
function pullRateText(bytesPerSecond: number): string {
    const [unit, factor] = bytesPerSecond >= 1e6 ? ["MB", 1e6] : ["kB", 1e3];
    const value = bytesPerSecond / factor;
    const digit = value >= 10 ? 1 : 0.1;
    return `${Number((Math.max(1, Math.floor(value / digit)) * digit).toFixed(1))}${unit}/s`;
}
