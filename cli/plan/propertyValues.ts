// Property values as programs send them: reserved keys and strings stand for secrets, values not known yet, files and resources.
import { createHash } from "node:crypto";
import type { JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { COMPUTED, type Json, type JsonObject, SECRET } from "../../model/planResource";

export type Wire = JavaScriptValue | undefined;
export type WireObject = { [key: string]: JavaScriptValue };

// The reserved words of sdk/go/common/resource/sig and of plugin/rpc.go in the Pulumi repository.
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SIGNATURES = {
    secret: "1b47061264138c4ac30d75fd1eb44270",
    output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
    resource: "5cf8f73096256a8f31e491e813e4eb8e",
    asset: "c44067f5952c0a294b673a41bacd8c17",
    archive: "0def7320c3a5731c473e5ecbe6d01bc7",
};
/** Any of the strings that mean "not known yet"; the SDK reads all of them alike. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const UNKNOWNS = new Set<Wire>([
    UNKNOWN,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
    "030794c1-ac77-496b-92df-f27374a8bd58", // asset
    "e48ece36-62e2-4504-bad9-02848725956a", // archive
]);

export function wireObject(struct: Struct | undefined): WireObject {
    return struct?.toJavaScript() ?? {};
}

/** The values as a plan shows them. */
export function plannedValues(values: WireObject): JsonObject {
    return planned(values) as JsonObject;
}

/** The values as an engine returns them: an output that came with its dependencies is only its value. */
export function returned(value: JavaScriptValue): JavaScriptValue {
    if (Array.isArray(value)) {
        return value.map(returned);
    }
    if (!isObject(value)) {
        return value;
    }
    if (value[SIGNATURE] !== SIGNATURES.output) {
        return mapped(value, returned);
    }
    const inner = value.value === undefined ? UNKNOWN : returned(value.value);
    return value.secret === true ? { [SIGNATURE]: SIGNATURES.secret, value: inner } : inner;
}

function planned(given: JavaScriptValue): Json {
    const value = returned(given);
    if (Array.isArray(value)) {
        return value.map(planned);
    }
    if (!isObject(value)) {
        return UNKNOWNS.has(value) ? COMPUTED : value;
    }
    switch (value[SIGNATURE]) {
        case undefined:
            return mapped(value, planned);
        case SIGNATURES.secret:
            return SECRET;
        case SIGNATURES.resource:
            return planned(value.urn ?? null);
        default:
            return fileText(value);
    }
}

/** A file or an archive: its content as a hash, or else where it is. */
function fileText(value: WireObject): string {
    const kind = value[SIGNATURE] === SIGNATURES.archive ? "archive" : "file";
    const place = value.path ?? value.uri;
    if (typeof place === "string") {
        return `[${kind} ${place}]`;
    }
    const { [SIGNATURE]: _, ...content } = value;
    return `[${kind} ${createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 12)}]`;
}

function isObject(value: Wire): value is WireObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapped<T>(value: WireObject, change: (inner: JavaScriptValue) => T): Record<string, T> {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));
}
