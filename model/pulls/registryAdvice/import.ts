/** How a copy of a public image gets into a registry of Azure. */

/** The service that copies is one of those that `trustedServices` lets in; a cache rule fetches on its own. */
export const IMPORT =
    "`az acr import --name <registry> --source SOURCE` (a registry without public access refuses that unless it allows trusted services; push the image there with `docker push` instead)";
