/** Azure's regions: one spelling for comparisons, and what is wrong with a name that is none. */
import { distance } from "fastest-levenshtein";
import { AZURE_REGIONS } from "./azureRegions";

/** "West Europe", as the portal writes it, is "westeurope", as the API does. */
export function normaliseRegion(text: string): string {
    return text.toLowerCase().replace(/\s+/g, "");
}

export function sameRegion(one: string, other: string): boolean {
    return normaliseRegion(one) === normaliseRegion(other);
}

/** Refuses what is no region of Azure, with the names that are nearest to it. */
export function regionFault(text: string): string | undefined {
    const region = normaliseRegion(text);
    if (AZURE_REGIONS.includes(region)) {
        return undefined;
    }
    const near = nearRegions(region);
    const hint =
        near.length > 0 ? `did you mean ${near.join(", ")}?` : "`az account list-locations -o table` lists them";
    return `"${text}" is no region of Azure; ${hint}`;
}

/** At most three; a name that only holds the text ("europe") is near as well as one with a typing error. */
function nearRegions(region: string): string[] {
    return AZURE_REGIONS.map((name) => ({ name, edits: distance(region, name) }))
        .filter(({ name, edits }) => edits <= 2 || (region.length >= 4 && name.includes(region)))
        .sort((a, b) => a.edits - b.edits)
        .slice(0, 3)
        .map(({ name }) => name);
}
