// Ctrl-C, SIGTERM and a closed terminal as an AbortSignal, for work that has to be undone before the command ends.
import { listenForCtrlC } from "../../../engine/ctrlC";

/** Runs `body`, whose signal is aborted by the first interrupt. A second one ends the process immediately. */
export async function abortable<T>(body: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const stopListening = listenForCtrlC({
        names: ["SIGINT", "SIGTERM", "SIGHUP"],
        once: () => {
            process.stderr.write("\nimage-delivery: cleaning up; press Ctrl-C again to leave things as they are\n");
            controller.abort();
        },
        twice: () => process.exit(2),
    });
    try {
        return await body(controller.signal);
    } finally {
        stopListening();
    }
}
