// In whose name fields are applied, and whether they are taken over from others.
import type { Properties } from "../shared/values";
import { annotation, isAnnotated } from "./api/objects";

export function fieldManagerOf(inputs: Properties): { fieldManager: string; force: boolean } {
    return {
        fieldManager: annotation(inputs, "patchFieldManager") ?? "pulumi-kubernetes",
        force: isAnnotated(inputs, "patchForce"),
    };
}
