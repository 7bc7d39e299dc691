/** The host of a registry's API: Docker Hub's is another one than that of its references. */
export function hostOf(registry: string): string {
    return registry === "docker.io" || registry === "index.docker.io" ? "registry-1.docker.io" : registry;
}
