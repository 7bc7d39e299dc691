// `pin --from FILE`: which entry of the stack each image of a build goes to.
import { readFile } from "node:fs/promises";
import { type ImageReference, parseImageReference, withoutTag } from "../../../model/image/reference";
import { builtImages } from "../../../model/pin/buildOutput";
import type { StackImages } from "../../../model/pin/stackImages";
import { UsageError } from "../../../model/userError";
import type { Wish } from "./arguments";

/**
 * @param words Nothing, and each image goes to the entry with its repository; or the name of the entry for the file's one image.
 * @throws UsageError for an image that no entry has, or several.
 */
export async function wishesFrom(path: string, words: readonly string[], stack: StackImages): Promise<Wish[]> {
    const images = builtImages(path, await textOf(path));
    const [name, second] = words;
    if (name === undefined) {
        return images.map((reference) => ({ name: nameOf(reference, stack), reference }));
    }
    const [reference, other] = images;
    if (second !== undefined || name.includes("=") || reference === undefined) {
        throw new UsageError(
            "--from takes the images from the file: give the name of one entry, or none where the repositories tell them apart",
        );
    }
    if (other !== undefined) {
        throw new UsageError(
            `${path} has ${images.length} images; without ${name}, each goes to the entry with its repository`,
        );
    }
    return [{ name, reference }];
}

function nameOf(reference: ImageReference, { file, entries }: StackImages): string {
    const repository = withoutTag(reference);
    const [name, second] = entries
        .filter(({ values }) => typeof values.image === "string" && sameRepository(values.image, repository))
        .map((entry) => String(entry.name));
    if (name === undefined || second !== undefined) {
        const which = name === undefined ? "no entry" : `the entries ${name} and ${second}`;
        throw new UsageError(
            `images in ${file} has ${which} with the repository ${repository}: name the entry, after --from FILE`,
        );
    }
    return name;
}

function sameRepository(image: string, repository: string): boolean {
    try {
        return withoutTag(parseImageReference(image)) === repository;
    } catch {
        return false;
    }
}

async function textOf(path: string): Promise<string> {
    try {
        return await readFile(path, "utf8");
    } catch (error) {
        throw new UsageError(`--from ${path} cannot be read: ${(error as Error).message}`);
    }
}
