// The sizes of images as pre-pulls declare them: known from the first second of a pull on.
import type { V1DaemonSet, V1PodSpec } from "@kubernetes/client-node";
import { parseImageSize } from "../../model/image/size";
import { Role, roleLabels, SIZE_ANNOTATION, SIZES_ANNOTATION, selectorText } from "../../model/kubernetes/labels";
import type { KubernetesClient } from "../cluster/client";
import { listed } from "../cluster/cluster";
import { unlessForbidden } from "../cluster/lists";
import { DAEMON_SETS, type Resource } from "../cluster/resources";

interface DeclaredSize {
    readonly reference: string;
    /** Undefined where somebody wrote an invalid size. */
    readonly bytes: number | undefined;
}

/** The images of one pre-pull, and their sizes in the same order. */
const PREPULLS: Resource<DeclaredSize[]> = {
    ...DAEMON_SETS,
    facts: (object) => {
        const { metadata, spec } = object as V1DaemonSet;
        const { [SIZE_ANNOTATION]: size, [SIZES_ANNOTATION]: sizes = size ?? "" } = metadata?.annotations ?? {};
        return pulledImages(spec?.template.spec).map((reference, index) => ({
            reference,
            bytes: bytesOf(sizes.split(",")[index]),
        }));
    },
};

const SELECTOR = selectorText(roleLabels(Role.Prepull));

/** Bytes by reference. None where DaemonSets may not be read: a size only sharpens what else is known. */
export async function declaredSizes(client: KubernetesClient, namespace?: string): Promise<Map<string, number>> {
    const sizes = new Map<string, number>();
    for await (const images of unlessForbidden(listed(client, PREPULLS, { namespace, labelSelector: SELECTOR }))) {
        for (const { reference, bytes } of images) {
            if (bytes !== undefined) {
                sizes.set(reference, bytes);
            }
        }
    }
    return sizes;
}

/** The mounted images; without image volumes those that run. */
export function pulledImages(pod: V1PodSpec | undefined): string[] {
    const mounted = pod?.volumes?.flatMap(({ image }) => image?.reference ?? []) ?? [];
    return mounted.length > 0 ? mounted : (pod?.containers.flatMap(({ image }) => image ?? []) ?? []);
}

function bytesOf(size: string | undefined): number | undefined {
    try {
        return size === undefined ? undefined : parseImageSize(size);
    } catch {
        return undefined;
    }
}
