/** An error that its reader can mend: shown as its one line, never with a stack trace. Any other error is a defect. */
export class UserError extends Error {}
