// Short spellings of the mappers of @azure/core-client, for the bodies that no client library for CommonJS describes.
import type { CompositeMapper, Mapper } from "@azure/core-client";

type MapperType = Mapper["type"];

export const text: MapperType = { name: "String" };
export const number: MapperType = { name: "Number" };
export const flag: MapperType = { name: "Boolean" };
export const duration: MapperType = { name: "TimeSpan" };
export const texts = listOf(text);
export const textByKey: MapperType = { name: "Dictionary", value: { type: text } };

export function listOf(element: MapperType): MapperType {
    return { name: "Sequence", element: { type: element } };
}

export function object(className: string): MapperType {
    return { name: "Composite", className };
}

export function required(type: MapperType): Mapper {
    return { type, required: true };
}

/** A composite; a key with dots is the place on the wire and its last part the name ("properties.scopes" is scopes). */
export function composite(className: string, members: Readonly<Record<string, MapperType | Mapper>>): CompositeMapper {
    const modelProperties: Record<string, Mapper> = {};
    for (const [place, member] of Object.entries(members)) {
        const mapper: Mapper = "type" in member ? member : { type: member };
        modelProperties[place.split(".").at(-1) ?? place] = { ...mapper, serializedName: place };
    }
    return { type: { name: "Composite", className, modelProperties } };
}

/** A class of a client library with more members, for what is newer or older than that library. */
export function extended(
    mapper: CompositeMapper | undefined,
    members: Readonly<Record<string, MapperType>>,
): CompositeMapper {
    if (!mapper) {
        throw new Error(`the client library has no class to add ${Object.keys(members).join(", ")} to`);
    }
    const more = composite("", members).type.modelProperties;
    return { ...mapper, type: { ...mapper.type, modelProperties: { ...mapper.type.modelProperties, ...more } } };
}
