// The keys of the configuration, as its schemas have them.
import type * as v from "valibot";

export interface ConfigKey {
    /** Such as `images[].size`; a map's keys are `*`. */
    readonly path: string;
    readonly type: string;
    readonly required: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: schemas of every kind are walked through.
type Schema = any;

/** Every key below the schema, each with those within it. */
export function configKeys(schema: v.GenericSchema, prefix = ""): ConfigKey[] {
    const { type, entries, item, value } = bare(schema);
    if (type === "array") {
        return configKeys(item, `${prefix}[]`);
    }
    if (type === "record") {
        return configKeys(value, `${prefix}.*`);
    }
    return Object.entries(entries ?? {}).flatMap(([key, entry]) => {
        const path = prefix === "" ? key : `${prefix}.${key}`;
        const of = entry as Schema;
        return [{ path, type: typeText(of), required: of.type !== "optional" }, ...configKeys(of, path)];
    });
}

/** Without what makes it optional or checks it. */
function bare(schema: Schema): Schema {
    const inner = schema.wrapped ?? schema.pipe?.[0];
    return inner === undefined || inner === schema ? schema : bare(inner);
}

const PLAIN: Readonly<Record<string, string>> = { string: "text", number: "number", boolean: "true or false" };

function typeText(schema: Schema): string {
    const { type, options, item, value } = bare(schema);
    switch (type) {
        case "picklist":
            return choices(options.map((option: string) => `\`${option}\``));
        case "union":
            return choices(options.map(typeText));
        case "array":
            return `list of ${plural(typeText(item))}`;
        case "record":
            return `map of ${plural(typeText(value))}`;
        default:
            return PLAIN[type] ?? "object";
    }
}

function choices(texts: readonly string[]): string {
    return [texts.slice(0, -1).join(", "), texts.at(-1)].filter((text) => text !== "").join(" or ");
}

function plural(type: string): string {
    return type === "object" ? "objects" : type;
}
