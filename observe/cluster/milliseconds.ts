/**
 * A time of the API server as milliseconds since the epoch. It is text in JSON and a Date from the library's typed APIs; a
 * time that is missing, null or unreadable is undefined.
 */
export function milliseconds(time: unknown): number | undefined {
    if (typeof time !== "string" && !(time instanceof Date)) {
        return undefined;
    }
    const value = new Date(time).getTime();
    return Number.isNaN(value) ? undefined : value;
}
