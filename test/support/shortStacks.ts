/** Pulumi notes a stack with each promise that it makes: at full length they take a sixth of the time. */
export async function withShortStacks<T>(work: () => Promise<T>): Promise<T> {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 4;
    try {
        return await work();
    } finally {
        Error.stackTraceLimit = stackTraceLimit;
    }
}
