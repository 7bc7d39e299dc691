/** Durations as Go prints them (`3m53.35s`, `50ms`, `1h2m0s`), which is how the kubelet writes them. */

const NANOSECONDS: Readonly<Record<string, number>> = {
    h: 3_600e9,
    m: 60e9,
    s: 1e9,
    ms: 1e6,
    us: 1e3,
    µs: 1e3,
    μs: 1e3,
    ns: 1,
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
    // Added up in nanoseconds, as Go does, so that 3m53.35s is 233.35 and not a little beside it.
    let nanoseconds = 0;
    for (const [, amount, unit] of text.matchAll(PARTS)) {
        nanoseconds += Number(amount) * (NANOSECONDS[unit ?? ""] ?? 0);
    }
    return nanoseconds / 1e9;
}
