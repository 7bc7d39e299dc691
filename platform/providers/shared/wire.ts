// Property values on the wire: the engine's protobuf structs, in which reserved keys and strings stand for secrets and unknowns.

import {
    specialOutputValueSig as OUTPUT,
    specialSecretSig as SECRET,
    specialSigKey as SIGNATURE,
    unknownValue,
} from "@pulumi/pulumi/runtime/rpc";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { UNKNOWNS } from "./unknowns";
import { isProperties, type Properties, Secret, UNKNOWN, type Value } from "./values";

/** The plain properties of a message; absent ones are empty. Secrets lose their mark, as `Secret` explains. */
export function fromWire(struct: Struct | undefined): Properties {
    return decode((struct?.toJavaScript() ?? {}) as Value) as Properties;
}

/** The struct for a message. Fields that are `undefined` are left out. */
export function toWire(properties: Properties): Struct {
    return Struct.fromJavaScript(encode(properties) as { [key: string]: JavaScriptValue });
}

/** The properties with the marks of secrets that the same paths have in the message that they answer. */
export function withSecretsOf(message: Struct | undefined, properties: Properties): Properties {
    return marked((message?.toJavaScript() ?? {}) as Value, properties) as Properties;
}

function marked(sent: Value | undefined, value: Value): Value {
    if (value instanceof Secret) {
        return value;
    }
    if (Array.isArray(sent) && Array.isArray(value)) {
        return value.map((each, index) => marked(sent[index], each));
    }
    if (!isProperties(sent)) {
        return value;
    }
    if (sent[SIGNATURE] === SECRET || (sent[SIGNATURE] === OUTPUT && sent.secret === true)) {
        return new Secret(value);
    }
    return isProperties(value)
        ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, marked(sent[key], field)]))
        : value;
}

function decode(value: Value): Value {
    if (Array.isArray(value)) {
        return value.map(decode);
    }
    if (!isProperties(value)) {
        return UNKNOWNS.has(value) ? UNKNOWN : value;
    }
    if (value[SIGNATURE] === SECRET || value[SIGNATURE] === OUTPUT) {
        return "value" in value ? decode(value.value ?? null) : UNKNOWN;
    }
    return mapFields(value, decode);
}

function encode(value: Value): Value {
    if (value === UNKNOWN) {
        return unknownValue;
    }
    if (value instanceof Secret) {
        return { [SIGNATURE]: SECRET, value: encode(value.value) };
    }
    if (Array.isArray(value)) {
        return value.map(encode);
    }
    return isProperties(value) ? mapFields(value, encode) : value;
}

function mapFields(fields: Properties, change: (value: Value) => Value): Properties {
    return Object.fromEntries(
        Object.entries(fields)
            .filter(([, value]) => value !== undefined)
            .map(([key, value]) => [key, change(value)]),
    );
}
