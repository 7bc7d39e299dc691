import { UserError } from "../../model/userError";

/** A fault of the command line or of what it names: one line for the user, exit code 2, never a stack trace. */
export class UsageError extends UserError {}
