import { UserError } from "../../model/userError";

/** A registry that cannot be read, or an answer of it that cannot be trusted: one line for the user, no stack trace. */
export class RegistryError extends UserError {
    /**
     * @param message What happened, with the registry's host, and what to do.
     * @param status HTTP status of the answer, where there was one.
     */
    constructor(
        message: string,
        readonly status?: number,
    ) {
        super(message);
    }
}
