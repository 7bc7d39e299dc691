// Property values on the wire: the engine's protobuf structs, in which reserved keys and strings stand for secrets and unknowns.
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { isProperties, type Properties, Secret, UNKNOWN, type Value } from "./values";

// The reserved words of sdk/go/common/resource/sig and of plugin/rpc.go in the Pulumi repository.
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const UNKNOWNS = new Set<unknown>([
    UNKNOWN_STRING,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
    "030794c1-ac77-496b-92df-f27374a8bd58", // asset
    "e48ece36-62e2-4504-bad9-02848725956a", // archive
]);

/** The plain properties of a message; absent ones are empty. Secrets lose their mark, as `Secret` explains. */
export function fromWire(struct: Struct | undefined): Properties {
    return decode((struct?.toJavaScript() ?? {}) as Value) as Properties;
}

/** The struct for a message. Fields that are `undefined` are left out. */
export function toWire(properties: Properties): Struct {
    return Struct.fromJavaScript(encode(properties) as { [key: string]: JavaScriptValue });
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
        return UNKNOWN_STRING;
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
