// The words of `pin`: which entry of the stack, and which image.
import type { ImageReference } from "../../../model/image/reference";
import { UsageError, type UserError } from "../../../model/userError";
import { referenceOf } from "../../options/registry";

export interface Wish {
    readonly name: string;
    readonly reference: ImageReference;
}

/** @throws UsageError with all that is wrong with them. */
export function wishesOf(words: readonly string[]): Wish[] {
    const faults: string[] =
        words.length > 0 ? [] : ["give NAME=IMAGE, such as shop=myregistry.azurecr.io/shop:1.4.2, or --from FILE"];
    const wishes = words.flatMap((word) => {
        const [, name, image] = /^([^=\s]+)=(\S+)$/.exec(word) ?? [];
        if (name === undefined || image === undefined) {
            faults.push(`${JSON.stringify(word)} is not NAME=IMAGE, such as shop=myregistry.azurecr.io/shop:1.4.2`);
            return [];
        }
        try {
            return [{ name, reference: referenceOf(image) }];
        } catch (error) {
            faults.push(`${name}: ${(error as UserError).message}`);
            return [];
        }
    });
    const twice = wishes.map(({ name }) => name).filter((name, index, names) => names.indexOf(name) !== index);
    faults.push(...[...new Set(twice)].map((name) => `${name} is given twice: one image for each name`));
    if (faults.length > 0) {
        throw new UsageError(faults.join("; "));
    }
    return wishes;
}
