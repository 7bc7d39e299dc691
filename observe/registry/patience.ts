// Asks again where a service says that it had too many requests: with a limit, and with a text for whoever waits.
import { setTimeout as sleepFor } from "node:timers/promises";
import { pauseSeconds, waitText } from "../../model/retryAfter";
import { discard, type HttpAnswer, type HttpOptions } from "./http";

export interface Patience<T> {
    /** The Retry-After of an answer that says to ask again later, empty without one; undefined for every other answer. */
    readonly throttled: (answer: T) => string | undefined;
    readonly onWait?: (seconds: number, answer: T) => void;
    readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

export async function patiently<T>(ask: () => Promise<T>, patience: Patience<T>): Promise<T> {
    const { throttled, onWait, sleep = sleepFor } = patience;
    for (let tries = 1, waitedSeconds = 0; ; tries++) {
        const answer = await ask();
        const retryAfter = throttled(answer);
        const asked = { tries, waitedSeconds };
        const seconds = retryAfter === undefined ? undefined : pauseSeconds(asked, retryAfter, Date.now());
        if (seconds === undefined) {
            return answer;
        }
        onWait?.(seconds, answer);
        waitedSeconds += seconds;
        await sleep(1_000 * seconds);
    }
}

/** The answer of a registry. Of refusals only 429 is waited for, as containers/image does. */
export function askedPatiently(ask: () => Promise<HttpAnswer>, http: HttpOptions): Promise<HttpAnswer> {
    const { signal, onWait } = http;
    const sleep = http.sleep ?? ((milliseconds: number) => sleepFor(milliseconds, undefined, { signal }));
    return patiently(ask, {
        throttled: ({ status, headers }) => (status === 429 ? (headers["retry-after"] ?? "") : undefined),
        onWait: (seconds, answer) => {
            discard(answer);
            onWait?.(waitText(answer.url.host, seconds));
        },
        sleep: (milliseconds) => sleep(milliseconds).catch((error: unknown) => rejected(signal, error)),
    });
}

/** With what the caller ended it for. */
function rejected(signal: AbortSignal | undefined, error: unknown): never {
    signal?.throwIfAborted();
    throw error;
}
