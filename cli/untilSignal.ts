// Ctrl-C, SIGTERM and a closed terminal as an AbortSignal, for work that has to be undone before the command ends.

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

// One Ctrl-C in a terminal arrives up to twice: from the terminal, and again from npm, which passes it on.
const SAME_PRESS_MS = 1000;

/** Runs `body`, whose signal ends with the first interrupt. A second one ends the process at once. */
export async function untilSignal<T>(body: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    let firstAt: number | undefined;
    const interrupt = () => {
        if (firstAt === undefined) {
            firstAt = performance.now();
            process.stderr.write("\nimage-delivery: cleaning up; press Ctrl-C again to leave things as they are\n");
            controller.abort();
        } else if (performance.now() - firstAt > SAME_PRESS_MS) {
            process.exit(2);
        }
    };
    for (const name of SIGNALS) {
        process.on(name, interrupt);
    }
    try {
        return await body(controller.signal);
    } finally {
        for (const name of SIGNALS) {
            process.off(name, interrupt);
        }
    }
}
