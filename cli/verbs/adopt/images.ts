// What the registries say of images that run: by the digest that runs, where the pods tell it.

import type { RunningImage } from "../../../model/adopt/rollout";
import { withoutTag } from "../../../model/image/reference";
import { pinOf } from "../../../model/pin/pin";
import { UserError } from "../../../model/userError";
import type { RegistryClient } from "../../../observe/registry/client";
import { referenceOf } from "../../options/registry";

export interface KnownImage extends RunningImage {
    /** `USER` of its config. */
    readonly user?: string;
    /** Why its registry could not say its size. */
    readonly unknown?: string;
}

export async function knownImage(
    client: RegistryClient,
    image: string,
    runningDigest: string | undefined,
    platform: string,
): Promise<KnownImage> {
    let pinned = image;
    try {
        const reference = referenceOf(image);
        const running = reference.digest ?? runningDigest;
        pinned = running === undefined ? image : `${withoutTag(reference)}@${running}`;
        const digest = running ?? (await client.digest(reference));
        const [first, ...others] = await client.resolve({ ...reference, digest }, platform);
        if (first === undefined) {
            throw new UserError(`${image} has no image for ${platform}`);
        }
        const { image: named, size, layers } = pinOf(image, reference, digest, [first, ...others]);
        const { config } = await client.config(reference, first);
        return { image, pinned: named, size, layers, user: config.User ?? "" };
    } catch (error) {
        if (!(error instanceof UserError)) {
            throw error;
        }
        return { image, pinned, unknown: error.message };
    }
}
