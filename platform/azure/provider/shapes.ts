// The shapes that azure-native's properties take between the program, the service and the state.
import type { Mapper } from "@azure/core-client";
import { isProperties, type Properties, UNKNOWN, type Value } from "../../providers/shared/values";
import type { Kind } from "../kinds";
import { pathParameters } from "../resourceId";
import { type Models, models } from "../wire/models";
import { type Json, modelOf } from "../wire/wire";

/** What of the inputs belongs into the body: no path parameters, and nothing that only azure-native knows. */
export function bodyInputs(kind: Kind, inputs: Properties): Json {
    const members = modelOf(kind.model).type.modelProperties ?? {};
    // The resource's own name is a parameter of the path, and for a DNS zone group a member of the body as well.
    const path = new Set(pathParameters(kind.path).filter((name) => !members[name] || members[name].readOnly));
    const entries = Object.entries(inputs).filter(
        ([name, value]) => !path.has(name) && name !== "azureApiVersion" && !name.startsWith("__") && value !== null,
    );
    return Object.fromEntries(entries);
}

/** The path parameters that a resource id was made of. */
export function pathInputs(kind: Kind, id: string): Properties {
    const names = [...kind.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
    const pattern = kind.path.replace(/\{(\w+)\}/g, (_, name) =>
        /^(scope|resourceUri)$/.test(name) ? "(.+)" : "([^/]+)",
    );
    const values = new RegExp(`^${pattern}$`, "i").exec(id)?.slice(1) ?? [];
    const pairs = names.map((name, index): [string, Value] => [name, values[index] ?? null]);
    return Object.fromEntries(pairs.filter(([name]) => name !== "subscriptionId"));
}

/** Outputs as far as they are known before the update: the inputs, and the rest unknown. */
export function previewOutputs(kind: Kind, inputs: Properties): Properties {
    const members = Object.keys(modelOf(kind.model).type.modelProperties ?? {}).filter((name) => name !== "id");
    const outputs = Object.fromEntries([...members, "name", "type"].map((name) => [name, UNKNOWN as Value]));
    const known = Object.entries(inputs).filter(([name]) => members.includes(name) && name !== "name");
    return { ...outputs, ...Object.fromEntries(known), azureApiVersion: kind.apiVersion };
}

/** Outputs without what is read-only: what a program could have written. */
export function inputShape(kind: Kind, outputs: Properties): Properties {
    return writable({ type: modelOf(kind.model).type }, outputs, models(kind.model.library)) as Properties;
}

function writable(mapper: Mapper, value: Value, known: Models): Value {
    const type = mapper.type;
    if ("element" in type && Array.isArray(value)) {
        return value.map((item) => writable(type.element, item, known));
    }
    if (type.name !== "Composite" || !isProperties(value)) {
        return value;
    }
    const className = "className" in type ? (type.className ?? "") : "";
    const own = "modelProperties" in type ? type.modelProperties : undefined;
    const members = own ?? known.classes[className]?.type.modelProperties ?? {};
    const entries = Object.entries(value).filter(([name]) => members[name] && !members[name].readOnly);
    return Object.fromEntries(entries.map(([name, item]) => [name, writable(members[name] as Mapper, item, known)]));
}
