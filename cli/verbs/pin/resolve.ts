// What the registry has behind each image, all of it before anything is written.
import { type Pin, pinOf } from "../../../model/pin/pin";
import { UserError } from "../../../model/userError";
import type { RegistryClient } from "../../../observe/registry/client";
import type { Wish } from "./arguments";

/** @throws UserError that names each image which cannot be pinned. */
export async function resolvedPins(client: RegistryClient, wishes: readonly Wish[], platform: string): Promise<Pin[]> {
    const results = await Promise.allSettled(wishes.map((wish) => resolvedPin(client, wish, platform)));
    const reasons = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
    const defect = reasons.find((reason) => !(reason instanceof UserError));
    if (defect !== undefined) {
        throw defect;
    }
    if (reasons.length > 0) {
        const texts = results.flatMap((result, index) =>
            result.status === "rejected" ? [`${wishes[index]?.name}: ${(result.reason as UserError).message}`] : [],
        );
        throw new UserError(texts.join("; "));
    }
    return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}

async function resolvedPin(client: RegistryClient, { name, reference }: Wish, platform: string): Promise<Pin> {
    // By the digest from here on: a tag that is moved meanwhile must not pair one image's digest with another's size.
    const digest = await client.digest(reference);
    const [first, ...others] = await client.resolve({ ...reference, digest }, platform);
    if (first === undefined) {
        throw new UserError(`${reference.text} has no image for ${platform}`);
    }
    return pinOf(name, reference, digest, [first, ...others]);
}
