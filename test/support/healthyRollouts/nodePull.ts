/**
 * How long one node takes for its images, as a distribution whose tail is exact enough for one node in 100 million: with 5,000
 * nodes, that is what decides whether 1 rollout in 10,000 fails. Plain rounds would have to be a billion; so slow nodes are
 * drawn more often than they are and counted for less (importance sampling), and stalls and errors are strata with their
 * probabilities.
 */
import { BACK_OFFS, EGRESS_MB, type PulledShape, STALL } from "./assumptions";
import { type Random, random } from "./random";

/** Probability of each span of seconds; the spans grow by a two-thousandth, which is their error. */
export type Distribution = Float64Array;

const SAMPLES = 60_000;

/** How much wider than the real ones the variables are drawn. */
const WIDENED = 2;

const SHORTEST = 0.1;
const LONGEST = 10_000_000;
const SPAN = Math.log(1.0005);

interface Sample {
    /** Of a pull that nothing disturbs. */
    readonly seconds: number;
    readonly weight: number;
    /** How far disturbed tries had come. */
    readonly progress: readonly number[];
}

/** @returns for each span the probability of taking as long as it or longer */
export function nodePull(shape: PulledShape, seed = 1): Distribution {
    const source = random(seed);
    const atLeast = new Float64Array(spanOf(LONGEST) + 1);
    for (let count = 0; count < SAMPLES; count++) {
        const sample = undisturbed(shape, source);
        for (const { stalls, errors, probability } of STRATA) {
            const span = spanOf(disturbedSeconds(sample, stalls, errors));
            atLeast[span] = (atLeast[span] ?? 0) + (sample.weight * probability) / SAMPLES;
        }
    }
    for (let span = atLeast.length - 2; span >= 0; span--) {
        atLeast[span] = (atLeast[span] ?? 0) + (atLeast[span + 1] ?? 0);
    }
    return atLeast;
}

/** Probability of taking longer than `seconds`. */
export function longerThan(pull: Distribution, seconds: number): number {
    return seconds <= 0 ? 1 : Math.min(1, pull[spanOf(seconds)] ?? 0);
}

function spanOf(seconds: number): number {
    return Math.max(0, Math.ceil(Math.log(Math.min(LONGEST, seconds) / SHORTEST) / SPAN));
}

/** Download, decompression and disk: between pipelined, the longest of the three, and serial, their sum. */
function undisturbed({ megabytes, nodes }: PulledShape, { uniform, normal }: Random): Sample {
    let weight = 1;
    const widened = () => {
        const value = normal() * WIDENED;
        weight *= WIDENED * Math.exp((value * value) / (2 * WIDENED * WIDENED) - (value * value) / 2);
        return value;
    };
    const download = megabytes / Math.min(85 * Math.exp(0.5 * widened()), 150, EGRESS_MB / nodes);
    const decompression = megabytes / (80 * Math.exp(0.25 * widened()));
    const disk = (3.1 * megabytes) / (150 * Math.exp(0.3 * widened()));
    const pipelined = Math.max(download, decompression, disk);
    const serial = download + decompression + disk;
    const seconds = pipelined + uniform() * (serial - pipelined);
    return { seconds, weight, progress: Array.from({ length: MOST_DISTURBED }, uniform) };
}

const MOST_DISTURBED = 4;

const STRATA = strata();

function strata() {
    const found: { stalls: number; errors: number; probability: number }[] = [];
    for (let stalls = 0; stalls <= MOST_DISTURBED; stalls++) {
        for (let errors = 0; stalls + errors <= MOST_DISTURBED; errors++) {
            const orders = factorial(stalls + errors) / (factorial(stalls) * factorial(errors));
            const disturbed = STALL.ofPulls ** stalls * STALL.errorOfPulls ** errors;
            found.push({
                stalls,
                errors,
                probability: orders * disturbed * (1 - STALL.ofPulls - STALL.errorOfPulls),
            });
        }
    }
    return found;
}

function factorial(count: number): number {
    return count <= 1 ? 1 : count * factorial(count - 1);
}

/** Each disturbed try is lost as far as it had come, a stall with its time limit, and is followed by a back-off. */
function disturbedSeconds({ seconds, progress }: Sample, stalls: number, errors: number): number {
    let sum = seconds + stalls * STALL.seconds;
    for (let attempt = 0; attempt < stalls + errors; attempt++) {
        sum += (progress[attempt] ?? 0) * seconds + (BACK_OFFS[attempt] ?? 0);
    }
    return sum;
}
