// How long it takes to find the cause of an error, and what to show of it: `status` does so for each text that it has not met.
import { decisionOf } from "../model/pulls/error/decide";
import { readError } from "../model/pulls/error/pullError";
import { shownError } from "../model/pulls/error/shown";
import { PULL_TEXTS } from "../test/support/pullTexts/all";
import { medianOf, secondsOf } from "./median";

const RUNS = 15;
const SHOWN = 300;

export async function diagnose(): Promise<string[][]> {
    const texts = PULL_TEXTS.map(({ text }) => text);
    const long = `${texts.join(": ")} `.repeat(20).padEnd(1_000_000, "a: ").slice(0, 1_000_000);
    const cause = await medianOf(RUNS, () => secondsOf(() => texts.map((text) => decisionOf(readError(text)))));
    const shown = await medianOf(RUNS, () => secondsOf(() => texts.map((text) => shownError(text, SHOWN))));
    const huge = await medianOf(RUNS, () => secondsOf(() => [decisionOf(readError(long)), shownError(long, SHOWN)]));
    return [
        ["the cause of a text", `${((cause / texts.length) * 1_000).toFixed(3)} ms`, "", "0.2 ms"],
        ["what is shown of it", `${((shown / texts.length) * 1_000).toFixed(3)} ms`, "", ""],
        ["both of a text of 1 MB", `${(huge * 1_000).toFixed(1)} ms`, "", "50 ms"],
    ];
}
