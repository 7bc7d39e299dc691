// A fault that shows only while the program runs, such as an argument that is refused once it is known.
import * as pulumi from "@pulumi/pulumi";

/** The engine is given time to print every fault that comes together. */
const FAULTS_ARRIVE_MS = 1_000;

/**
 * Calls `end` after the first RunError of the program that nobody handles. The resources behind it are never registered, and the
 * SDK waits for them without end; Pulumi's own language host ends the program's process instead, which is this one here. Other
 * rejections are those of the engine's own failures, and of calls that an earlier run of this process left behind.
 *
 * @returns stops listening, and tells whether there was such a fault.
 */
export function endAfterLateFault(end: () => void): () => boolean {
    let timer: NodeJS.Timeout | undefined;
    const onRejection = (reason: unknown) => {
        if (pulumi.RunError.isInstance(reason)) {
            timer ??= setTimeout(end, FAULTS_ARRIVE_MS);
        }
    };
    process.on("unhandledRejection", onRejection);
    return () => {
        process.off("unhandledRejection", onRejection);
        clearTimeout(timer);
        return timer !== undefined;
    };
}
