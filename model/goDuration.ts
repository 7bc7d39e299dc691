/** Durations as Go prints them (`3m53.35s`, `50ms`, `1h2m0s`), which is how the kubelet writes them. */

const SECONDS: Readonly<Record<string, number>> = {
    h: 3_600,
    m: 60,
    s: 1,
    ms: 1e-3,
    us: 1e-6,
    µs: 1e-6,
    μs: 1e-6,
    ns: 1e-9,
};

const PART = "(\\d+(?:\\.\\d+)?)(h|ms|m|s|us|µs|μs|ns)";
const PARTS = new RegExp(PART, "g");

/** Source of a regular expression that finds one duration; it has no groups of its own. */
export const GO_DURATION = `(?:${PART.replaceAll("(\\d", "(?:\\d").replace("(h|", "(?:h|")})+`;

const WHOLE = new RegExp(`^${GO_DURATION}$`);

/** The seconds of `text`, or undefined where it is not one of Go's durations. */
export function goDurationSeconds(text: string): number | undefined {
    if (!WHOLE.test(text)) {
        return undefined;
    }
    let seconds = 0;
    for (const [, amount, unit] of text.matchAll(PARTS)) {
        seconds += Number(amount) * (SECONDS[unit ?? ""] ?? 0);
    }
    return seconds;
}
