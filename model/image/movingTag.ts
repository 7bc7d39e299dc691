/** References whose image changes under the same text: what is wrong with them, and what to write instead. */
import { type ImageReference, withoutTag } from "./reference";

/** Whether the image behind the reference can change on its own: `latest` or no tag at all, without a digest. */
function isMoving({ tag, digest }: ImageReference): boolean {
    return digest === undefined && (tag === undefined || tag === "latest");
}

/** Why IfNotPresent may run old code with this reference, and what a component's arguments can do about it. */
export function movingTagFault(reference: ImageReference): string | undefined {
    const reason = movingTagReason(reference);
    return reason && `${reason}, or set allowMovingTag`;
}

/** The same for those who have no such argument. */
export function movingTagReason(reference: ImageReference): string | undefined {
    if (!isMoving(reference)) {
        return undefined;
    }
    const given = reference.tag === undefined ? "no tag means latest, which moves" : "the tag latest moves";
    const instead = `${withoutTag(reference)}@sha256:... or a version tag`;
    return `image ${reference.text}: ${given}, and with IfNotPresent a node runs the old image that it has; use ${instead}`;
}

/** What to know of a reference that is pinned by nothing but a tag. */
export function tagWarning(reference: ImageReference): string | undefined {
    if (reference.digest !== undefined || isMoving(reference)) {
        return undefined;
    }
    const pinned = `${withoutTag(reference)}@sha256:...`;
    return `image ${reference.text}: a tag that is pushed again leaves the old image on the nodes; a digest does not move: ${pinned}`;
}
