/** An error that its reader can fix: shown as its one line, never with a stack trace. Any other error is a defect. */
export class UserError extends Error {}

/** A fault of the command line or of what it names: exit code 2. */
export class UsageError extends UserError {}
