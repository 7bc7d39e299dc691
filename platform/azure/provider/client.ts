// The HTTP client's part: azure-native tries again when it is throttled, when the service fails, and on a conflict with
// an operation that is still going on.
import { setTimeout as sleepFor } from "node:timers/promises";
import { ArmError } from "../armError";

const TRIES = 4;
const PAUSE_SECONDS = 0.8;

export type Sleep = (milliseconds: number) => Promise<unknown>;

export async function withRetries<Result>(
    request: () => Promise<Result> | Result,
    sleep: Sleep = sleepFor,
): Promise<Result> {
    for (let tried = 1; ; tried++) {
        try {
            return await request();
        } catch (error) {
            if (!(error instanceof ArmError) || !isPassing(error) || tried === TRIES) {
                throw error;
            }
            await sleep(1000 * (error.retryAfterSeconds ?? PAUSE_SECONDS * 2 ** (tried - 1)));
        }
    }
}

function isPassing({ status, code }: ArmError): boolean {
    return [408, 429, 500, 502, 503, 504].includes(status) || code === "AnotherOperationInProgress";
}
