/** An image that a registry did not take, and why. */
export interface Refusal {
    /** Of the registry's answer; absent where it did not answer. */
    readonly status?: number;
    readonly reason: string;
}

export class PushError extends Error {
    constructor(
        readonly registry: string,
        repository: string,
        { status, reason }: Refusal,
    ) {
        const why = status === undefined ? reason : `HTTP ${status} ${reason}`;
        super(`The image could not be pushed to ${registry}/${repository}: ${why}`);
        this.mayNot = status === 401 || status === 403;
    }

    /** True when somebody with other rights could push it. */
    readonly mayNot: boolean;
}
