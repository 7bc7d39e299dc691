// The inputs of an object with the defaults that Pulumi's provider gives it: a name and a namespace.
import { autoName } from "../shared/autoname";
import type { CheckCall } from "../shared/provider";
import { hasUnknown, isProperties, type Properties } from "../shared/values";
import { annotation } from "./api/objects";
import type { Target } from "./config";

export async function withDefaults(call: CheckCall, target: Target): Promise<Properties> {
    const metadata = named(call, isProperties(call.news.metadata) ? call.news.metadata : {});
    const { apiVersion, kind } = call.news;
    if (metadata.namespace === undefined && !hasUnknown([apiVersion ?? null, kind ?? null])) {
        const served = await target.cluster.kind(String(apiVersion), String(kind));
        if (served?.namespaced) {
            metadata.namespace = target.namespace;
        }
    }
    return { ...call.news, metadata };
}

/** A chosen name stays for the life of the object; a replacement, which has no old inputs, gets another. */
function named({ olds, name, randomSeed }: CheckCall, given: Properties): Properties {
    if (given.name !== undefined) {
        return { ...given };
    }
    const kept = olds && annotation(olds, "autonamed") === "true" ? (olds.metadata as Properties).name : undefined;
    const annotations = isProperties(given.annotations) ? given.annotations : {};
    return {
        ...given,
        name: kept ?? autoName(name.toLowerCase(), randomSeed),
        annotations: { ...annotations, "pulumi.com/autonamed": "true" },
    };
}
