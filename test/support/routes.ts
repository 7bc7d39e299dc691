// The paths of the Kubernetes API.

export interface Route {
    readonly plural: string;
    readonly namespace?: string;
    readonly name?: string;
    readonly subresource?: string;
}

const PATH = /^\/(?:api\/v1|apis\/[^/]+\/[^/]+)(?:\/namespaces\/([^/]+))?\/([a-z]+)(?:\/([^/]+)(?:\/([a-z]+))?)?$/;

export function route(path: string): Route | undefined {
    const [, namespace, plural, name, subresource] = PATH.exec(path) ?? [];
    return plural === undefined ? undefined : { plural, namespace, name, subresource };
}
