// References of images that several specs pull.

export const DIGEST = `sha256:${"1f2e3d4c5b6a".padEnd(64, "0")}`;

export const IMAGE = "acr1.azurecr.io/zoneapi:1";
export const PINNED_IMAGE = `acr1.azurecr.io/zoneapi@${DIGEST}`;
export const SHOP_IMAGE = "acr1.azurecr.io/shop/api:1.2";

// One of each kind of registry.
export const ACR = "contoso.azurecr.io/shop/api:1.4.2";
export const HUB = "docker.io/library/redis:8";
export const GHCR = "ghcr.io/acme/app:1";
export const GAR = "europe-west3-docker.pkg.dev/acme-prod/ml/app:4";
export const ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1";
