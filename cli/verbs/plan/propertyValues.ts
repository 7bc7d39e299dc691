// Property values as programs send them: reserved keys and strings stand for secrets, values not known yet, files and resources.
import { createHash } from "node:crypto";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import type { JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { COMPUTED, type Json, type JsonObject, SECRET } from "../../../model/plan/resource";
import { UNKNOWNS } from "./unknowns";

type Wire = JavaScriptValue | undefined;
export type WireObject = { [key: string]: JavaScriptValue };

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
    if (value[rpc.specialSigKey] !== rpc.specialOutputValueSig) {
        return mapped(value, returned);
    }
    const inner = value.value === undefined ? rpc.unknownValue : returned(value.value);
    return value.secret === true ? { [rpc.specialSigKey]: rpc.specialSecretSig, value: inner } : inner;
}

function planned(given: JavaScriptValue): Json {
    const value = returned(given);
    if (Array.isArray(value)) {
        return value.map(planned);
    }
    if (!isObject(value)) {
        return UNKNOWNS.has(value) ? COMPUTED : value;
    }
    switch (value[rpc.specialSigKey]) {
        case undefined:
            return mapped(value, planned);
        case rpc.specialSecretSig:
            return SECRET;
        case rpc.specialResourceSig:
            return planned(value.urn ?? null);
        default:
            return fileText(value);
    }
}

/** A file or an archive: its content as a hash, or else where it is. */
function fileText(value: WireObject): string {
    const kind = value[rpc.specialSigKey] === rpc.specialArchiveSig ? "archive" : "file";
    const place = value.path ?? value.uri;
    if (typeof place === "string") {
        return `[${kind} ${place}]`;
    }
    const { [rpc.specialSigKey]: _, ...content } = value;
    return `[${kind} ${createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 12)}]`;
}

function isObject(value: Wire): value is WireObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapped<T>(value: WireObject, change: (inner: JavaScriptValue) => T): Record<string, T> {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));
}
