// Compares the members of a body with its model. The serialiser drops unknown ones without a word and overlooks some
// that are missing, and the SDK's type check sees nothing of a value that comes out of an apply; the service refuses both.
import type { CompositeMapper, Mapper } from "@azure/core-client";
import type { Models } from "./models";

/** What is wrong with the members of a body, each named by its path. */
export function memberFaults(mapper: CompositeMapper, body: object, models: Models): string[] {
    return inComposite(mapper, body, "", models);
}

function inComposite(mapper: CompositeMapper, value: object, path: string, models: Models): string[] {
    const members = membersOf(concrete(mapper, value, models), models);
    const given = value as Readonly<Record<string, unknown>>;
    const place = (name: string) => (path === "" ? name : `${path}.${name}`);
    const missing = Object.entries(members)
        .filter(([name, member]) => member.required && !member.readOnly && (given[name] ?? null) === null)
        .filter(([, member]) => member.defaultValue === undefined)
        .map(([name]) => `required member '${place(name)}' is missing`);
    const inner = Object.entries(given).flatMap(([name, item]) => {
        const member = members[name];
        return member ? inValue(member, item, place(name), models) : [`could not find member '${place(name)}'`];
    });
    return [...missing, ...inner];
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
