/**
 * What is wrong with the form of a part of a pod. The API server says so too, but only when the images are on the nodes and the
 * migrations have run; a program without types, or YAML, is told of it by nobody before.
 */
import { type Fault, faultsAt, propertyPath, within } from "../fault";
import { similarName } from "../text/spelling";
import { isFields } from "./fields";
import { type FieldsType, fieldKinds, isFieldsType } from "./podFields";

/** Faults of a value of that kind. What is not known yet is not judged, and `null` takes a field away. */
export function fieldFaults(value: unknown, kind: FieldsType | string): Fault[] {
    if (value === undefined || value === null || kind === "any" || isLater(value)) {
        return [];
    }
    if (kind.startsWith("[")) {
        return Array.isArray(value) ? listFaults(value, kind.slice(1)) : notA("a list", value);
    }
    if (isFieldsType(kind) || kind.startsWith("{")) {
        return isFields(value) ? objectFaults(value, kind) : notA("an object", value);
    }
    if (kind === "quantity") {
        return QUANTITY.test(String(value)) ? [] : notA(SCALARS.quantity ?? kind, value);
    }
    return typeof value === JAVASCRIPT[kind] ? [] : notA(SCALARS[kind] ?? kind, value);
}

const JAVASCRIPT: Readonly<Record<string, string>> = { text: "string", number: "number", boolean: "boolean" };
const SCALARS: Readonly<Record<string, string>> = {
    text: "text",
    number: "a number",
    boolean: "true or false",
    quantity: "a quantity of Kubernetes, such as 250m, 256Mi or 1Gi",
};

/** As in k8s.io/apimachinery/pkg/api/resource: `MB` is none. */
const QUANTITY = /^[+-]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** Neither text, number nor boolean, and not made of them: an output, a promise. */
function isLater(value: unknown): boolean {
    return typeof value === "object" && !Array.isArray(value) && !isFields(value);
}

function listFaults(list: readonly unknown[], kind: string): Fault[] {
    return list.flatMap((element, index) => within(propertyPath(index), fieldFaults(element, kind)));
}

function objectFaults(value: Readonly<Record<string, unknown>>, kind: string): Fault[] {
    const kinds = isFieldsType(kind) ? fieldKinds(kind) : undefined;
    return Object.entries(value)
        .filter(([key]) => !key.startsWith("$"))
        .flatMap(([key, part]) => {
            const known = kinds === undefined ? kind.slice(1) : kinds.get(key);
            return within(propertyPath(key), known === undefined ? nameFaults(key, kinds) : fieldFaults(part, known));
        });
}

/** Only a name that is nearly one of the fields: a newer Kubernetes has fields that are not known here. */
function nameFaults(key: string, kinds: ReadonlyMap<string, string> | undefined): Fault[] {
    const similar = similarName(key, [...(kinds?.keys() ?? [])]);
    return similar === undefined ? [] : faultsAt("", `unknown field; did you mean ${similar}?`);
}

function notA(expected: string, value: unknown): Fault[] {
    const isWritten = expected === "text" && (typeof value === "number" || typeof value === "boolean");
    const text = JSON.stringify(value);
    return faultsAt("", `${text}; expected ${expected}${isWritten ? `: write "${String(value)}"` : ""}`);
}
