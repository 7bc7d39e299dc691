/** The images that a patch of a pod names: those of its containers and of its image volumes. */
import { propertyPath } from "../fault";
import { CONTAINER_FIELDS } from "../kubernetes/pullPolicy";
import { type Fields, fieldsAt, isFields } from "./fields";

/** The patch with other images; `change` gets each with its place in the patch. What is not known yet stays as it is. */
export function withPodImages(patch: unknown, change: (image: unknown, path: string) => unknown): unknown {
    if (!isFields(patch) || !isFields(patch.spec)) {
        return patch;
    }
    const changed: Record<string, unknown> = { ...patch.spec };
    const eachOf = (field: string, changeEntry: (entry: Fields, path: string) => Fields) => {
        const entries = changed[field];
        if (Array.isArray(entries)) {
            changed[field] = entries.map((entry: unknown, index) =>
                isFields(entry) ? changeEntry(entry, propertyPath("spec", field, index)) : entry,
            );
        }
    };
    for (const field of CONTAINER_FIELDS) {
        eachOf(field, (container, path) =>
            container.image === undefined
                ? container
                : { ...container, image: change(container.image, `${path}.image`) },
        );
    }
    eachOf("volumes", (volume, path) => {
        const { reference } = fieldsAt(volume, "image");
        return reference === undefined
            ? volume
            : {
                  ...volume,
                  image: { ...fieldsAt(volume, "image"), reference: change(reference, `${path}.image.reference`) },
              };
    });
    return { ...patch, spec: changed };
}
