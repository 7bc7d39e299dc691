/** Registries that anyone pulls from: Docker Hub, Microsoft's and Kubernetes' own. */

import { secretCommand } from "../secretCommand";
import type { RegistryAdvice } from "./advice";
import { IMPORT } from "./import";

const HUB_SECRET = secretCommand("https://index.docker.io/v1/");

export const DOCKER_HUB_ADVICE: RegistryAdvice = {
    rateLimited: `Kubernetes retries on its own. Docker Hub counts pulls without an account by the address that the cluster's traffic leaves by. Keep a copy in your own registry, ${IMPORT}, or pull with an account: ${HUB_SECRET}.`,
    noCredential: `The repository is private, or does not exist. Pull with an account that may read it: ${HUB_SECRET}.`,
    tokenRefused: `The account's name, password or access token is wrong or expired. Create the pull secret again: ${HUB_SECRET}.`,
    unauthorized: `Check the name with \`image-delivery tags REPOSITORY\`; a private repository needs an account that may read it: ${HUB_SECRET}.`,
    serverError: "Kubernetes retries on its own. See https://www.dockerstatus.com, and `image-delivery size IMAGE`.",
};

const NO_CREDENTIAL =
    "This registry serves everyone without a credential, so a firewall, a proxy or a block by country refuses in its place: see what the node gets with `image-delivery test-pull IMAGE --node NODE`, and allow the hosts that the cluster needs.";

export const MCR_ADVICE: RegistryAdvice = {
    rateLimited: `Kubernetes retries on its own. Keep a copy in your own registry, ${IMPORT}, or a cache rule: \`az acr cache create --registry <registry> --name <rule> --source-repo SOURCE_REPOSITORY --target-repo PATH_REPOSITORY\`.`,
    noCredential: NO_CREDENTIAL,
    tokenRefused: NO_CREDENTIAL,
    unauthorized: NO_CREDENTIAL,
};

export const KUBERNETES_ADVICE: RegistryAdvice = {
    rateLimited: `Kubernetes retries on its own. Keep a copy in your own registry: ${IMPORT}.`,
    noCredential: NO_CREDENTIAL,
    tokenRefused: NO_CREDENTIAL,
    unauthorized: NO_CREDENTIAL,
};
