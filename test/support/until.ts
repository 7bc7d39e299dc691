import { setTimeout as sleep } from "node:timers/promises";

/** Resolves once it is so; rejects after 20 s, which only a test that has failed needs. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
    const givesUpAt = Date.now() + 20_000;
    while (!isSo()) {
        if (Date.now() > givesUpAt) {
            throw new Error(`gave up waiting until ${what}`);
        }
        await sleep(10);
    }
}
