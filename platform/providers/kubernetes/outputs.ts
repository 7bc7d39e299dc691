// What the program sees of an object: all that the API server shows, but for who manages which field.
import { type Properties, UNKNOWN } from "../shared/values";
import { ApiError } from "./api/api";
import type { Cluster } from "./api/cluster";
import { addressOf, type KubernetesObject, objectOf } from "./api/objects";
import { fieldManagerOf } from "./fieldManager";

export function outputsOf({ metadata: { managedFields: _, ...metadata }, ...object }: KubernetesObject): Properties {
    return { ...object, metadata } as Properties;
}

/** The object as the API server would store it, validated and with its defaults. */
export async function previewOf(inputs: Properties, cluster: Cluster): Promise<Properties> {
    try {
        return outputsOf(
            await cluster.apply(objectOf(inputs), addressOf(inputs), { ...fieldManagerOf(inputs), dryRun: true }),
        );
    } catch (error) {
        // The namespace, or the kind itself, may be created by the same update.
        if (error instanceof ApiError && error.status === 404) {
            return inputs;
        }
        throw error;
    }
}

/** An object that is only previewed has no identity and no status yet, whatever a dry run made up. */
export function unmade(outputs: Properties): Properties {
    const metadata: Properties = { ...(outputs.metadata as Properties) };
    for (const field of ["uid", "resourceVersion", "creationTimestamp", "generation"]) {
        metadata[field] = UNKNOWN;
    }
    return { ...outputs, metadata, status: UNKNOWN };
}
