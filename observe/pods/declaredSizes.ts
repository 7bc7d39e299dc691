// The sizes of images as pre-pulls declare them: known from the first second of a pull on.
import type { V1DaemonSet, V1PodSpec } from "@kubernetes/client-node";
import { parseImageSize } from "../../model/image/size";
import { Role, roleLabels, SIZE_ANNOTATION, selectorText } from "../../model/kubernetes/labels";
import type { KubernetesClient } from "../cluster/client";
import { listed } from "../cluster/cluster";
import { unlessForbidden } from "../cluster/lists";
import { DAEMON_SETS, type Resource } from "../cluster/resources";

interface DeclaredSize {
    readonly reference: string;
    /** Undefined where somebody wrote what is no size. */
    readonly bytes: number | undefined;
}

const PREPULLS: Resource<DeclaredSize> = {
    ...DAEMON_SETS,
    facts: (object) => {
        const { metadata, spec } = object as V1DaemonSet;
        return {
            reference: pulledImage(spec?.template.spec) ?? "",
            bytes: bytesOf(metadata?.annotations?.[SIZE_ANNOTATION]),
        };
    },
};

const SELECTOR = selectorText(roleLabels(Role.Prepull));

/** Bytes by reference. None where DaemonSets may not be read: a size only sharpens what else is known. */
export async function declaredSizes(client: KubernetesClient, namespace?: string): Promise<Map<string, number>> {
    const sizes = new Map<string, number>();
    for await (const { reference, bytes } of unlessForbidden(
        listed(client, PREPULLS, { namespace, labelSelector: SELECTOR }),
    )) {
        if (bytes !== undefined) {
            sizes.set(reference, bytes);
        }
    }
    return sizes;
}

/** The mounted image; without image volumes the one that runs. */
function pulledImage(pod: V1PodSpec | undefined): string | undefined {
    const mounted = pod?.volumes?.find(({ image }) => image !== undefined);
    return mounted?.image?.reference ?? pod?.containers[0]?.image;
}

function bytesOf(size: string | undefined): number | undefined {
    try {
        return size === undefined ? undefined : parseImageSize(size);
    } catch {
        return undefined;
    }
}
