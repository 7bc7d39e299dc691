// Property values as programs send them: reserved keys and strings stand for secrets, values not known yet, files and resources.

import { createHash } from "node:crypto";
import type { JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { COMPUTED, type Json, type JsonObject, SECRET } from "../../../model/plan/resource";
import { UNKNOWN, UNKNOWNS } from "./unknowns";

type Wire = JavaScriptValue | undefined;
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
