// Looks again until a cluster has got there: deletions, events and status come when they come.

const EVERY_MS = 300;

/** Repeats `check` until it passes; after `seconds` its last error is the test's. */
export async function eventually<T>(check: () => Promise<T> | T, seconds = 60): Promise<T> {
    const end = Date.now() + seconds * 1_000;
    for (;;) {
        try {
            return await check();
        } catch (error) {
            if (Date.now() > end) {
                throw error;
            }
        }
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
}
