/** Durations: as people write them, as Go prints them, and as readers want them. */
import parseDuration from "parse-duration";

/** `parse-duration` skips what it does not know, so `5m apples` would be five minutes. */
const DURATION = /^(?:\d+(?:\.\d+)?\s*(?:s|sec|m|min|h|d)\s*)+$/;

/**
 * Whole seconds, rounded up, of what a person writes: 90s, 5m, 1h30m, or whole seconds.
 *
 * @throws Error when it is not a duration, or shorter than a second.
 */
export function durationSeconds(text: string): number {
    const given = /^\d+$/.test(text.trim()) ? `${text.trim()}s` : text.trim();
    const seconds = DURATION.test(given) ? Math.ceil(parseDuration(given, "s") ?? 0) : 0;
    if (seconds < 1) {
        throw new Error("must be a duration of at least 1s, such as 90s, 5m or 1h30m");
    }
    return seconds;
}

const GO_PART = "\\d+(?:\\.\\d+)?(?:h|ms|m|s|us|µs|μs|ns)";

/** Source of a regular expression that finds one duration as Go prints it, and so the kubelet: `3m53.35s`, `50ms`, `1h2m0s`. */
export const GO_DURATION = `(?:${GO_PART})+`;

const WHOLE_GO_DURATION = new RegExp(`^${GO_DURATION}$`);

/** The seconds of `text`, or undefined where it is not one of Go's durations. */
export function goDurationSeconds(text: string): number | undefined {
    if (!WHOLE_GO_DURATION.test(text)) {
        return undefined;
    }
    // Unicode has two letters for micro, of which parse-duration knows one. Nanoseconds, as Go adds up: 3m53.35s is 233.35.
    return (parseDuration(text.replaceAll("μ", "µ"), "ns") ?? 0) / 1e9;
}

const STEPS = [
    { unit: "s", seconds: 1, below: 120 },
    { unit: "min", seconds: 60, below: 7_200 },
    { unit: "h", seconds: 3_600, below: 172_800 },
];

/** How long something lasts, as precise as a reader needs it: `45 s`, `12 min`, `3 h`, `5 days`. */
export function spokenDuration(seconds: number): string {
    const step = STEPS.find(({ below }) => seconds < below) ?? { unit: "days", seconds: 86_400 };
    return `${Math.floor(seconds / step.seconds)} ${step.unit}`;
}
