// Names the members of a body that its model does not have. The serialiser drops them without a word, and so does the
// SDK's type check when a value comes out of an apply; the service is what refuses them.
import type { CompositeMapper, Mapper } from "@azure/core-client";
import type { Models } from "./models";

export function unknownMembers(mapper: CompositeMapper, body: object, models: Models): string[] {
    return inComposite(mapper, body, "", models);
}

function inValue(mapper: Mapper, value: unknown, path: string, models: Models): string[] {
    const type = mapper.type;
    if (value === null || typeof value !== "object") {
        return [];
    }
    if ("element" in type && Array.isArray(value)) {
        return value.flatMap((item, index) => inValue(type.element, item, `${path}[${index}]`, models));
    }
    if ("value" in type) {
        return Object.entries(value).flatMap(([key, item]) => inValue(type.value, item, `${path}.${key}`, models));
    }
    return type.name === "Composite" ? inComposite(mapper as CompositeMapper, value, path, models) : [];
}

function inComposite(mapper: CompositeMapper, value: object, path: string, models: Models): string[] {
    const members = membersOf(concrete(mapper, value, models), models);
    return Object.entries(value).flatMap(([name, item]) => {
        const place = path === "" ? name : `${path}.${name}`;
        const member = members[name];
        return member ? inValue(member, item, place, models) : [place];
    });
}

/** The model that the discriminator of a polymorphic body names, such as the kind of a metric criterion. */
function concrete(mapper: CompositeMapper, value: object, models: Models): CompositeMapper {
    const named = mapper.type.modelProperties ? mapper : (models.classes[mapper.type.className ?? ""] ?? mapper);
    const discriminator = named.type.polymorphicDiscriminator;
    if (!discriminator) {
        return named;
    }
    const kind = (value as Record<string, unknown>)[discriminator.clientName ?? discriminator.serializedName];
    return models.discriminators[`${named.type.uberParent}.${kind}`] ?? named;
}

function membersOf(mapper: CompositeMapper, models: Models): Readonly<Record<string, Mapper>> {
    const own = mapper.type.modelProperties ?? models.classes[mapper.type.className ?? ""]?.type.modelProperties;
    return own ?? {};
}
