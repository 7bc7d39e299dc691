// Turns the inputs of an azure-native resource into the body that goes over the wire, and a body into its outputs.
// Microsoft's own serialiser checks the types; what it would drop or miss in silence is refused before it.
import { type CompositeMapper, createSerializer, type Serializer } from "@azure/core-client";
import { badRequest } from "../armError";
import { memberFaults } from "./members";
import { type Library, models } from "./models";

export type Json = Record<string, unknown>;

/** The model of a body: a class of one of Microsoft's client libraries. */
export interface Model {
    readonly library: Library;
    readonly className: string;
}

export function modelOf({ library, className }: Model): CompositeMapper {
    const mapper = models(library).classes[className];
    if (!mapper) {
        throw new Error(`no model ${className} in the client library ${library}`);
    }
    return mapper;
}

export function toWire(model: Model, inputs: Json): Json {
    const mapper = modelOf(model);
    const body = identitiesByKey(inputs);
    const faults = memberFaults(mapper, body, models(model.library));
    if (faults.length > 0) {
        throw badRequest(
            "InvalidRequestContent",
            `The request content was invalid and could not be deserialized as ${model.className}: ${faults.join(", ")}.`,
        );
    }
    try {
        return serializer(model).serialize(mapper, body, model.className) as Json;
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw badRequest("InvalidRequestContent", `The request content was invalid: ${reason}`);
    }
}

export function fromWire(model: Model, body: Json): Json {
    return plain(serializer(model).deserialize(modelOf(model), body, model.className)) as Json;
}

function serializer({ library }: Model): Serializer {
    const { classes, discriminators } = models(library);
    return createSerializer({ ...classes, discriminators });
}

// azure-native lists the ids of user-assigned identities; the service takes them as keys of empty objects.
function identitiesByKey(inputs: Json): Json {
    const identity = inputs.identity as Json | undefined;
    if (!Array.isArray(identity?.userAssignedIdentities)) {
        return inputs;
    }
    const ids = identity.userAssignedIdentities as string[];
    return {
        ...inputs,
        identity: { ...identity, userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])) },
    };
}

// The serialiser creates Date objects and undefined members; Pulumi's state knows neither.
function plain(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value));
}
