/** What a push to a registry needs to sign in, and why one was refused. */
import { UserError } from "../../model/userError";
import type { Credential } from "../../observe/registry/credentials";
import { signInAdvice } from "../../observe/registry/refusal";

/** The credential as Docker's configuration holds it. */
export function dockerEntry(login: Credential): string {
    return JSON.stringify(
        login.kind === "password"
            ? { username: login.username, password: login.password }
            : { identitytoken: login.token },
    );
}

/** An image that a registry did not take. */
export interface Refusal {
    /** Of the registry's answer; absent where it did not answer. */
    readonly status?: number;
    readonly reason: string;
}

export class PushError extends UserError {
    constructor(registry: string, repository: string, { status, reason }: Refusal) {
        const why = status === undefined ? reason : `HTTP ${status} ${reason}`;
        const mayNot = status === 401 || status === 403;
        const advice = mayNot ? `; ${signInAdvice(registry)}, as somebody who may push (Azure: role AcrPush)` : "";
        super(`The image could not be pushed to ${registry}/${repository}: ${why}${advice}`);
    }
}
