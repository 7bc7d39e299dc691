// An error as Azure Resource Manager answers it: HTTP status, code and message.

export class ArmError extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
        readonly detail: string,
        readonly retryAfterSeconds?: number,
    ) {
        super(`Status=${status} Code="${code}" Message="${detail}"`);
        this.name = "ArmError";
    }
}

export function badRequest(code: string, detail: string): ArmError {
    return new ArmError(400, code, detail);
}

export function conflict(code: string, detail: string): ArmError {
    return new ArmError(409, code, detail);
}

export function isNotFound(error: unknown): boolean {
    return error instanceof ArmError && error.status === 404;
}
