// Ctrl-C, SIGTERM and a closed terminal as an AbortSignal, for work that has to be undone before the command ends.
import { listenForPresses } from "../../../engine/presses";

/** Runs `body`, whose signal is aborted by the first interrupt. A second one ends the process immediately. */
export async function abortable<T>(body: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const stopListening = listenForPresses({
        names: ["SIGINT", "SIGTERM", "SIGHUP"],
        first: () => {
            process.stderr.write("\nimage-delivery: cleaning up; press Ctrl-C again to leave things as they are\n");
            controller.abort();
        },
        again: () => process.exit(2),
    });
    try {
        return await body(controller.signal);
    } finally {
        stopListening();
    }
}
