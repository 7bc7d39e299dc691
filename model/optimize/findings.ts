// All findings of an image, largest first.
import type { ImageContent } from "../image/layers";
import { baseFindings } from "./base";
import { dotnetFindings } from "./dotnet";
import { type ImageFinding, sorted } from "./finding";
import { pathFindings } from "./paths";
import { duplicateFindings, hiddenFindings } from "./waste";

/** Savings under 10 kB are noise. */
const LEAST_BYTES = 10_000;

export function imageFindings(image: ImageContent): ImageFinding[] {
    const all = [pathFindings, hiddenFindings, duplicateFindings, baseFindings, dotnetFindings].flatMap((find) =>
        find(image),
    );
    return sorted(all.filter(({ savingBytes }) => savingBytes >= LEAST_BYTES));
}
