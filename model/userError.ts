/** An error that its reader can fix: shown as its one line, never with a stack trace. Any other error is a defect. */
export class UserError extends Error {
    /** @param lines what is shown below it, such as each of several faults */
    constructor(
        message: string,
        readonly lines: readonly string[] = [],
    ) {
        super(message);
    }
}

/** A fault of the command line or of what it names: exit code 2. */
export class UsageError extends UserError {}
