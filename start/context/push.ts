// Pushes to a registry that asks who pushes: signs in as `docker login` did, and says how to when that is refused.
import { UserError } from "../../model/userError";
import type { Credential } from "../../observe/registry/credentials";
import { signInAdvice } from "../../observe/registry/refusal";
import type { DockerEntry } from "../../platform/kubernetes/images";
import { PushError } from "../../platform/kubernetes/push";

export function dockerEntry(login: Credential): DockerEntry {
    return login.kind === "password"
        ? { username: login.username, password: login.password }
        : { identitytoken: login.token };
}

/** @throws UserError when the registry does not take the image. */
export async function pushed<T>(push: Promise<T>): Promise<T> {
    try {
        return await push;
    } catch (error) {
        throw error instanceof PushError ? new UserError(textOf(error)) : error;
    }
}

function textOf({ message, mayNot, registry }: PushError): string {
    const advice = `; ${signInAdvice(registry)}, as somebody who may push (Azure: role AcrPush)`;
    return mayNot ? `${message}${advice}` : message;
}
