/** The commands that bring the images of this package into a team's registry, by what that registry allows. */
import { HELPER_IMAGES, type HelperImageName, parseImagePrefix, prefixedImage } from "../image/helperImages";
import { registryKind } from "./kind";

export const BringingIn = {
    /** The registry copies each image once. */
    Import: "import",
    /** The registry fetches each image at its first pull, and keeps it. */
    Cache: "cache",
    /** A machine that reaches both registries copies each image; for registries that are not Azure's. */
    Copy: "copy",
} as const;
export type BringingIn = (typeof BringingIn)[keyof typeof BringingIn];

/** What decides which way an Azure registry allows, as `az acr show` names it. */
export interface RegistryNetwork {
    readonly publicNetworkAccess: string;
    readonly networkRuleBypassOptions: string;
    /** Of the allow list; `Allow` where there is none. */
    readonly defaultAction: string;
}

/** An import comes from outside the registry's network: a closed registry takes it only if it lets trusted services in. */
export function wayInto(network: RegistryNetwork): BringingIn {
    const isOpen = network.publicNetworkAccess !== "Disabled" && network.defaultAction !== "Deny";
    return isOpen || network.networkRuleBypassOptions === "AzureServices" ? BringingIn.Import : BringingIn.Cache;
}

/** The way into a registry whose settings need not be asked for; undefined for Azure's. */
export function knownWay(prefix: string): BringingIn | undefined {
    return registryKind(parseImagePrefix(prefix).registry) === "acr" ? undefined : BringingIn.Copy;
}

/** One image, with what brings it in. */
export interface HelperImageCommand {
    readonly name: string;
    readonly use: string;
    /** The reference that pods use with this prefix. */
    readonly image: string;
    readonly command: string;
}

export function helperImageCommands(prefix: string, way: BringingIn): HelperImageCommand[] {
    const names = Object.keys(HELPER_IMAGES) as HelperImageName[];
    return names.map((name) => ({
        name,
        use: HELPER_IMAGES[name].use,
        image: prefixedImage(prefix, name),
        command: commandOf(prefix, name, way),
    }));
}

function commandOf(prefix: string, name: HelperImageName, way: BringingIn): string {
    const { registry, path } = parseImagePrefix(prefix);
    const { repository, tag, digest } = HELPER_IMAGES[name];
    switch (way) {
        case BringingIn.Import:
            return `az acr import --name ${registry} --source ${repository}@${digest} --image ${path}/${name}:${tag}`;
        case BringingIn.Cache:
            return `az acr cache create --registry ${registry} --name image-delivery-${name} --source-repo ${repository} --target-repo ${path}/${name}`;
        case BringingIn.Copy:
            return `docker buildx imagetools create --tag ${prefix}/${name}:${tag} ${repository}@${digest}`;
    }
}
