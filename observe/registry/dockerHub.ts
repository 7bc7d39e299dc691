// Docker Hub goes by several hosts: one in references, one for the API, one for tokens, and a key in Docker's configuration.

const NAMES = ["docker.io", "index.docker.io"];
const API_HOST = "registry-1.docker.io";
const TOKEN_HOST = "auth.docker.io";
const CONFIG_KEY = "https://index.docker.io/v1/";

/** The host of a registry's API. */
export function apiHost(registry: string): string {
    return NAMES.includes(registry) ? API_HOST : registry;
}

/** The token server that belongs to a registry although its host differs; the pair is public knowledge. */
export function tokenHost(host: string): string | undefined {
    return host === API_HOST ? TOKEN_HOST : undefined;
}

/** The key under which Docker's configuration keeps what belongs to a registry. */
export function configKey(host: string): string {
    return apiHost(host) === API_HOST ? CONFIG_KEY : host;
}
