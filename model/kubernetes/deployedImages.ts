/** What the Kubernetes resources of a stack run, and where: read from the state of any stack, whoever wrote its program. */

export interface DeployedImages {
    readonly images: ReadonlySet<string>;
    readonly namespaces: ReadonlySet<string>;
}

/** @param resources of the stack's state as it is exported. */
export function deployedImages(resources: readonly unknown[]): DeployedImages {
    const images = new Set<string>();
    const namespaces = new Set<string>();
    for (const { type, inputs } of resources.map(fieldsOf)) {
        const { metadata, spec } = fieldsOf(inputs);
        const found = typeof type === "string" && type.startsWith("kubernetes:") ? imagesIn(spec) : [];
        if (found.length > 0) {
            const { namespace } = fieldsOf(metadata);
            namespaces.add(typeof namespace === "string" ? namespace : "default");
        }
        for (const image of found) {
            images.add(image);
        }
    }
    return { images, namespaces };
}

/** `image` of a container is a text, `image` of a volume holds a `reference`. */
function imagesIn(value: unknown): string[] {
    return Object.entries(fieldsOf(value)).flatMap(([key, inner]) => {
        const image = key === "image" ? (fieldsOf(inner).reference ?? inner) : undefined;
        return typeof image === "string" ? [image] : imagesIn(inner);
    });
}

/** Elements of a list have their places as keys. */
function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
