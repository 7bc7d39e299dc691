/** Durations as people write them: 90s, 5m, 1h30m, or whole seconds. */
import parseDuration from "parse-duration";

/** `parse-duration` skips what it does not know, so that `5m apples` would be five minutes. */
const DURATION = /^(?:\d+(?:\.\d+)?\s*(?:s|sec|m|min|h|d)\s*)+$/;

/**
 * Whole seconds, rounded up.
 *
 * @throws Error when it is no duration, or shorter than a second.
 */
export function durationSeconds(text: string): number {
    const given = /^\d+$/.test(text.trim()) ? `${text.trim()}s` : text.trim();
    const seconds = DURATION.test(given) ? Math.ceil(parseDuration(given, "s") ?? 0) : 0;
    if (seconds < 1) {
        throw new Error("must be a duration of at least 1s, such as 90s, 5m or 1h30m");
    }
    return seconds;
}
