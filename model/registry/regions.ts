/** Azure's regions: one spelling for comparisons, and what is wrong with an unknown name. */
import { distance } from "fastest-levenshtein";

/** "West Europe", as the portal writes it, is "westeurope", as the API does. */
export function normaliseRegion(text: string): string {
    return text.toLowerCase().replace(/\s+/g, "");
}

export function sameRegion(one: string, other: string): boolean {
    return normaliseRegion(one) === normaliseRegion(other);
}

/**
 * Refuses what was written and is not a region of Azure, with the names that are nearest to it. What is near to none of
 * them may be a region that is newer than this list, which only Azure can tell.
 */
export function regionFault(text: string): string | undefined {
    const region = normaliseRegion(text);
    const near = nearRegions(region);
    if (AZURE_REGIONS.includes(region) || (near.length === 0 && LIKE_A_REGION.test(region))) {
        return undefined;
    }
    const hint =
        near.length > 0 ? `did you mean ${near.join(", ")}?` : "`az account list-locations -o table` lists them";
    return `"${text}" is not a region of Azure; ${hint}`;
}

/** As all names of regions are: a word for the place and one for the side, and a number at times. */
const LIKE_A_REGION = /^[a-z]{6,}[0-9]{0,2}$/;

/** Says that a region is not on the list, where it comes from Azure or is near to no other; undefined when it is. */
export function regionWarning(text: string): string | undefined {
    return AZURE_REGIONS.includes(normaliseRegion(text))
        ? undefined
        : `"${text}" is not a region that this version knows; it is taken as Azure's`;
}

/** At most three; a name that only holds the text ("europe") is near as well as one with a typo. */
function nearRegions(region: string): string[] {
    return AZURE_REGIONS.map((name) => ({ name, edits: distance(region, name) }))
        .filter(({ name, edits }) => edits <= 2 || (region.length >= 4 && name.includes(region)))
        .sort((a, b) => a.edits - b.edits)
        .slice(0, 3)
        .map(({ name }) => name);
}

/**
 * The regions of Azure that a registry or a cluster can be in, by their short names, as of November 2026: `az account
 * list-locations` lists them for one subscription, and only those that are open to it.
 */
export const AZURE_REGIONS: readonly string[] = [
    "australiacentral",
    "australiacentral2",
    "australiaeast",
    "australiasoutheast",
    "austriaeast",
    "belgiumcentral",
    "brazilsouth",
    "brazilsoutheast",
    "canadacentral",
    "canadaeast",
    "centralindia",
    "centralus",
    "centraluseuap",
    "chilecentral",
    "chinaeast",
    "chinaeast2",
    "chinaeast3",
    "chinanorth",
    "chinanorth2",
    "chinanorth3",
    "denmarkeast",
    "eastasia",
    "eastus",
    "eastus2",
    "eastus2euap",
    "eastus3",
    "finlandcentral",
    "francecentral",
    "francesouth",
    "germanynorth",
    "germanywestcentral",
    "greececentral",
    "indiasouthcentral",
    "indonesiacentral",
    "israelcentral",
    "israelnorthwest",
    "italynorth",
    "japaneast",
    "japanwest",
    "jioindiacentral",
    "jioindiawest",
    "koreacentral",
    "koreasouth",
    "malaysiasouth",
    "malaysiawest",
    "mexicocentral",
    "newzealandnorth",
    "northcentralus",
    "northeastus5",
    "northeurope",
    "norwayeast",
    "norwaywest",
    "polandcentral",
    "qatarcentral",
    "saudiarabiaeast",
    "southafricanorth",
    "southafricawest",
    "southcentralus",
    "southcentralus2",
    "southeastasia",
    "southeastasia3",
    "southeastus",
    "southeastus3",
    "southeastus5",
    "southindia",
    "southwestus",
    "spaincentral",
    "swedencentral",
    "swedensouth",
    "switzerlandnorth",
    "switzerlandwest",
    "taiwannorth",
    "taiwannorthwest",
    "uaecentral",
    "uaenorth",
    "uksouth",
    "ukwest",
    "usdodcentral",
    "usdodeast",
    "usgovarizona",
    "usgovtexas",
    "usgovvirginia",
    "westcentralus",
    "westeurope",
    "westindia",
    "westus",
    "westus2",
    "westus3",
];
