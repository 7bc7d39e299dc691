// What a registry's refusals mean, and what to do about them.
import type { ImageReference } from "../../model/image/reference";
import { registryKind } from "../../model/registry/kind";
import { RegistryError } from "./errors";
import { discard, type HttpAnswer } from "./http";

/** @throws RegistryError with `what` was asked for, unless the answer is a success. */
export function expectSuccess(answer: HttpAnswer, reference: ImageReference, what: string): void {
    if (answer.status === 200) {
        return;
    }
    discard(answer);
    throw new RegistryError(
        `${answer.url.host} has no ${what} for us: ${meaningOf(answer, reference)} (HTTP ${answer.status}).`,
        answer.status,
    );
}

function meaningOf({ status, headers }: HttpAnswer, reference: ImageReference): string {
    const meanings: Record<number, string> = {
        401: `not signed in, or not allowed to pull; ${signInAdvice(reference.registry)}`,
        403: "forbidden: the role that allows pulling is missing, or the registry's firewall keeps this machine out",
        404: "not found; check the repository and the tag, or list them with: image-delivery tags",
        405: "the registry, or a proxy before it, does not allow this request",
        429: `too many requests${headers["retry-after"] ? `; try again in ${headers["retry-after"]} s` : "; try again later"}`,
    };
    return (
        meanings[status] ??
        (status >= 500 ? "the registry itself failed; try again" : "an answer that no registry should give")
    );
}

/** How to sign in to `host`, for the end of an error. */
export function signInAdvice(host: string): string {
    return registryKind(host) === "acr"
        ? `sign in with: az acr login --name ${host.split(".")[0]}`
        : `sign in with: docker login ${host}`;
}
