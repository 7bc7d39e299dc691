/** What a patch of a workload's pod may not say: what would break the component's own promises, or never take effect. */
import { type Fault, faultsAt, propertyPath, within } from "../fault";
import type { Labels } from "../kubernetes/labels";
import { fieldFaults } from "./fieldFaults";
import { type Fields, fieldsAt, isFields, listAt } from "./fields";

export interface PatchedPod {
    /** Name of the component's own container. */
    readonly main: string;
    /** By which the pods are found. */
    readonly labels: Labels;
    /** The only policy that is accepted, where there is one. */
    readonly restartPolicy?: string;
}

/** Faults of a patch of a pod template, as far as it is known. */
export function podPatchFaults(patch: unknown, pod: PatchedPod): Fault[] {
    if (!isFields(patch)) {
        return typeof patch === "object" && patch !== null && !Array.isArray(patch)
            ? []
            : faultsAt("", `${JSON.stringify(patch)} is not an object`);
    }
    const unknown = Object.keys(patch).filter((key) => !["metadata", "spec", "apiVersion", "kind"].includes(key));
    const spec = fieldsAt(patch, "spec");
    const { metadata, spec: whole } = patch;
    return [
        ...fieldFaults({ metadata, spec: whole }, "PodTemplateSpec"),
        ...unknown.flatMap((key) => faultsAt(key, "is not a part of a pod template; expected metadata or spec")),
        ...within("metadata.labels", labelFaults(fieldsAt(fieldsAt(patch, "metadata"), "labels"), pod)),
        ...within("spec", [...containerFaults(spec, pod), ...policyFaults(spec, pod)]),
    ];
}

function labelFaults(labels: Fields, pod: PatchedPod): Fault[] {
    return Object.entries(pod.labels).flatMap(([key, value]) =>
        labels[key] === undefined || labels[key] === value
            ? []
            : faultsAt(propertyPath(key), `is "${value}", by which the pods are found; leave it out`),
    );
}

function containerFaults(spec: Fields, { main }: PatchedPod): Fault[] {
    return listAt(spec, "containers").flatMap((container, index) => {
        const at = propertyPath("containers", index);
        const { name, image, $patch } = container;
        if (name === main) {
            return [
                ...(image === undefined
                    ? []
                    : faultsAt(`${at}.image`, "is set by the component; give it in its arguments")),
                ...($patch === undefined
                    ? []
                    : faultsAt(`${at}.$patch`, `the container "${main}" cannot be taken away`)),
            ];
        }
        // Said by the API server only as "image: Required value".
        return typeof name === "string" && image === undefined && $patch === undefined
            ? faultsAt(`${at}.name`, `"${name}" is a new container, without an image; the component's own is "${main}"`)
            : [];
    });
}

function policyFaults({ restartPolicy }: Fields, pod: PatchedPod): Fault[] {
    return pod.restartPolicy === undefined || restartPolicy === undefined || restartPolicy === pod.restartPolicy
        ? []
        : faultsAt("restartPolicy", `${JSON.stringify(restartPolicy)}; expected ${pod.restartPolicy}`);
}
