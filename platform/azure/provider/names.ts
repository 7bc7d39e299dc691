// Names that azure-native gives to resources which have none, by its own rules.
import { createHash } from "node:crypto";
import { autoName } from "../../providers/shared/autoname";
import type { Kind } from "../kinds";

export interface ChosenName {
    readonly parameter: string;
    readonly value: string;
    /** A name with a random part: a replacement can be created before the old resource is deleted. */
    readonly random: boolean;
}

/** A random suffix for what stands alone, the logical name for children, a UUID for role assignments. */
export function chosenName(kind: Kind, logicalName: string, seed: Uint8Array): ChosenName | undefined {
    const parameter = /\{(\w+)\}$/.exec(kind.path)?.[1];
    if (!parameter) {
        return undefined;
    }
    if (parameter === "roleAssignmentName") {
        return { parameter, value: uuid(seed), random: true };
    }
    const [, own = "{name}"] = kind.path.split("/providers/Microsoft.");
    return own.split("{").length === 2
        ? { parameter, value: autoName(logicalName, seed, 8, ""), random: true }
        : { parameter, value: logicalName, random: false };
}

function uuid(seed: Uint8Array): string {
    const digits = createHash("sha256").update(seed).digest("hex").slice(0, 32);
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
