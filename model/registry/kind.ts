/** What sort of registry a host is: each refuses in its own way, and wants other commands. */

export type RegistryKind =
    | "acr"
    | "dockerHub"
    | "ghcr"
    | "ecr"
    | "ecrPublic"
    | "google"
    | "mcr"
    | "kubernetes"
    | "quay"
    | "gitlab"
    | "jfrog"
    | "openshift"
    | "other";

const HOSTS: readonly (readonly [RegistryKind, RegExp])[] = [
    ["acr", /\.azurecr\.(?:io|us|cn)$/],
    ["dockerHub", /(?:^|\.)docker\.(?:io|com)$/],
    ["ghcr", /(?:^|\.)ghcr\.io$|^docker\.pkg\.github\.com$|githubusercontent\.com$/],
    ["ecr", /\.dkr[.-]ecr[.-]/],
    ["ecrPublic", /^public\.ecr\.aws$|^ecr-public\./],
    ["kubernetes", /^(?:registry|k8s\.gcr)\.k8s\.io$|^(?:registry\.k8s\.io|k8s\.gcr\.io)$/],
    ["google", /(?:^|[.-])docker\.pkg\.dev$|\.pkg\.dev$|(?:^|\.)gcr\.io$/],
    ["mcr", /(?:^|\.)mcr\.microsoft\.com$|\.data\.mcr\.microsoft\.com$/],
    ["quay", /(?:^|\.)quay\.io$/],
    ["gitlab", /^registry\.gitlab\./],
    ["jfrog", /\.jfrog\.io$/],
    ["openshift", /^(?:image-registry\.openshift-image-registry|docker-registry\.default)\.svc/],
];

export function registryKind(host: string | undefined): RegistryKind {
    return (host !== undefined && HOSTS.find(([, shape]) => shape.test(host))?.[0]) || "other";
}

/** What each kind is called; `other` has no commands of its own. */
export const REGISTRY_TITLES: Readonly<Record<Exclude<RegistryKind, "other">, string>> = {
    acr: "Azure Container Registry",
    dockerHub: "Docker Hub",
    ghcr: "GitHub (ghcr.io)",
    ecr: "Amazon ECR",
    ecrPublic: "Amazon ECR Public",
    google: "Google Artifact Registry",
    mcr: "Microsoft (mcr.microsoft.com)",
    kubernetes: "Kubernetes (registry.k8s.io)",
    quay: "Quay",
    gitlab: "GitLab",
    jfrog: "JFrog Artifactory",
    openshift: "OpenShift's own registry",
};

/**
 * Name of the registry of Azure that answers at this host. With a domain name label the host has a suffix after it, as in
 * `shop-e7ggejfuhzhgedc8.azurecr.io`; names have no hyphen.
 */
export function acrName(host: string): string {
    return /^[^.-]*/.exec(host)?.[0] || host;
}
