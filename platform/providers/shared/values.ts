// Property values as a provider's handlers see them: plain JSON, and two marks that JSON does not have.

/** Stands for a value that is not known before the update runs. Only previews carry it. */
export const UNKNOWN: unique symbol = Symbol("unknown until the update");

/**
 * Marks an output as a secret. Inputs arrive without the mark: it is put back on every output that has the same path as a
 * secret input, so a handler marks only the secrets that it creates itself.
 */
export class Secret {
    constructor(readonly value: Value) {}
}

export type Value = null | boolean | number | string | typeof UNKNOWN | Secret | Value[] | Properties;

export interface Properties {
    [key: string]: Value;
}

/** True for a value with fields: neither a list nor one of the two marks. */
export function isProperties(value: Value | undefined): value is Properties {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Secret);
}

/** True when the value is unknown, or contains something that is. */
export function hasUnknown(value: Value | undefined): boolean {
    if (value instanceof Secret) {
        return hasUnknown(value.value);
    }
    if (Array.isArray(value)) {
        return value.some(hasUnknown);
    }
    return value === UNKNOWN || (isProperties(value) && Object.values(value).some(hasUnknown));
}
