/** Reading of objects whose fields may be missing, or not known yet: what is not a plain object is left alone. */

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The object at the key, empty where there is none. */
export function fieldsAt(fields: Fields, key: string): Fields {
    const value = fields[key];
    return isFields(value) ? value : {};
}

/** The list at the key, with an empty object for what is not one. */
export function listAt(fields: Fields, key: string): readonly Fields[] {
    const value: unknown = fields[key];
    return Array.isArray(value) ? value.map((entry: unknown) => (isFields(entry) ? entry : {})) : [];
}
