/** When a service that had no time for a question is asked again: as its Retry-After says, and not without an end. */

import { spokenDuration } from "./text/durations";

/** As often, and for as long together, as is waited for a service that throttles. */
const MOST_TRIES = 4;
const PATIENCE_SECONDS = 90;

/** A wait that is longer is none: Docker Hub gives the moment, in seconds since 1970. */
const LONGEST_WAIT_SECONDS = 1e9;

/** Seconds from `now` on. The header has seconds or a date (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after). */
export function retryAfterSeconds(header: string, now: number): number | undefined {
    const number = /^\d+$/.test(header) ? Number(header) : Number.NaN;
    const moment = Number.isNaN(number) ? Date.parse(header) / 1_000 : number;
    const seconds = number < LONGEST_WAIT_SECONDS ? number : Math.ceil(moment - now / 1_000);
    return seconds > 0 ? seconds : undefined;
}

/** For whoever waits. */
export function waitText(host: string, seconds: number): string {
    return `${host} allows no more requests for now; asking again in ${spokenDuration(seconds)}`;
}

export interface Asked {
    readonly tries: number;
    readonly waitedSeconds: number;
}

/** Seconds until the next try, twice as long each time where the service does not say; undefined where that is enough. */
export function pauseSeconds({ tries, waitedSeconds }: Asked, header: string, now: number): number | undefined {
    const seconds = retryAfterSeconds(header, now) ?? 2 ** (tries - 1);
    return tries < MOST_TRIES && waitedSeconds + seconds <= PATIENCE_SECONDS ? seconds : undefined;
}
