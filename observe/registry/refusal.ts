// What a registry's refusals mean, in its own words where it has some, and what to do about them.
import type { ImageReference } from "../../model/image/reference";
import { acrName, registryKind } from "../../model/registry/kind";
import { retryAfterSeconds } from "../../model/retryAfter";
import { spokenDuration } from "../../model/text/durations";
import { plainError } from "../../model/text/plain";
import { RegistryError } from "./errors";
import { type HttpAnswer, readBody } from "./http";

/** @throws RegistryError with `what` was asked for, unless the answer is a success. */
export async function expectSuccess(answer: HttpAnswer, reference: ImageReference, what: string): Promise<void> {
    const { status, url } = answer;
    if (status === 200) {
        return;
    }
    const words = await ownWords(answer);
    const quote = words === undefined ? "" : `; it says: ${words}`;
    throw new RegistryError(
        status >= 500
            ? `${url.host} failed to answer for ${what}: the registry, or what stands before it, is at fault; try again (HTTP ${status})${quote}`
            : `${url.host} refuses ${what}: ${meaningOf(answer, reference, words)} (HTTP ${status})${quote}`,
        status,
    );
}

function meaningOf({ status, headers }: HttpAnswer, { registry }: ImageReference, words?: string): string {
    const meanings: Record<number, string> = {
        401: `not signed in, or not allowed to pull; ${signInAdvice(registry)}`,
        403: forbiddenAdvice(registry, words),
        404: "not found; check the repository and the tag, or list them with: image-delivery tags",
        405: "the registry, or a proxy before it, does not allow this request",
        429: laterAdvice({ headers }),
    };
    return meanings[status] ?? "an answer that no registry should give";
}

/** For an answer of 429, which waiting for did not help. */
export function laterAdvice({ headers }: Pick<HttpAnswer, "headers">): string {
    const seconds = retryAfterSeconds(headers["retry-after"] ?? "", Date.now());
    // In whole minutes once it is told in them: too early is refused again.
    const later = seconds && `in ${spokenDuration(seconds > 60 ? Math.ceil(seconds / 60) * 60 : seconds)}`;
    return `too many requests; try again ${later ?? "later"}`;
}

/** Azure's firewall has a sentence of its own; without it, a role may be missing as well. */
export function forbiddenAdvice(host: string, words = ""): string {
    if (/is not allowed access/i.test(words)) {
        return `the registry's firewall keeps this machine out; allow its address with: az acr network-rule add --name ${acrName(host)} --ip-address <address>`;
    }
    return registryKind(host) === "acr"
        ? "forbidden: the role that allows pulling is missing, or the registry's firewall keeps this machine out"
        : `forbidden: the credential does not allow pulling, or there is no such repository; ${signInAdvice(host)}`;
}

/** How to sign in to `host`, for the end of an error. The whole host: the first label of some is not the registry's name. */
export function signInAdvice(host: string): string {
    return registryKind(host) === "acr"
        ? `sign in with: az acr login --name ${host}`
        : `sign in with: docker login ${host}`;
}

const MOST_REFUSAL_BYTES = 65_536;
const REFUSAL_TIMEOUT_MS = 5_000;
const MOST_WORDS = 300;

/** The messages in a registry's form for errors; undefined for pages, other bodies and those that do not come. */
async function ownWords(answer: HttpAnswer): Promise<string | undefined> {
    try {
        return wordsOf(await readBody(answer, MOST_REFUSAL_BYTES, REFUSAL_TIMEOUT_MS));
    } catch {
        return undefined;
    }
}

/** As the distribution specification has it: `{"errors":[{"code":"DENIED","message":"..."}]}`. */
export function wordsOf(body: Buffer): string | undefined {
    try {
        const { errors } = JSON.parse(body.toString("utf8")) as { errors?: readonly { message?: unknown }[] };
        const messages = (errors ?? []).flatMap(({ message }) =>
            typeof message === "string" && message ? message : [],
        );
        return messages.length === 0 ? undefined : plainError(messages.join("; "), MOST_WORDS);
    } catch {
        return undefined;
    }
}
