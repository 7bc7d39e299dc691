/** Pulumi notes a stack with each promise that it makes: at full length they take a quarter of the time. */
export async function withShortStacks<T>(work: () => Promise<T>): Promise<T> {
    const { stackTraceLimit } = Error;
    // Where an error was made, which is what a failed test needs to know of it.
    Error.stackTraceLimit = 1;
    try {
        return await work();
    } finally {
        Error.stackTraceLimit = stackTraceLimit;
    }
}
