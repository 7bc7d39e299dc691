// The plugin protocol's answers, built from the records that a provider returns.
import { Metadata, status } from "@grpc/grpc-js";
import {
    CheckFailure,
    CheckResponse,
    CreateResponse,
    DiffResponse,
    ErrorResourceInitFailed,
    PropertyDiff,
    ReadResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { Change } from "./differences";
import { type CheckResult, type CreateResult, type DiffResult, InitFailed, type ReadResult } from "./provider";
import { toWire } from "./wire";

export function checkResponse({ inputs, failures = [] }: CheckResult): CheckResponse {
    const response = new CheckResponse();
    response.setInputs(toWire(inputs));
    response.setFailuresList(
        failures.map(({ property, reason }) => {
            const failure = new CheckFailure();
            failure.setProperty(property);
            failure.setReason(reason);
            return failure;
        }),
    );
    return response;
}

export function diffResponse({ changes, deleteBeforeReplace = false }: DiffResult): DiffResponse {
    const response = new DiffResponse();
    const paths = Object.keys(changes);
    response.setChanges(paths.length > 0 ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE);
    response.setDiffsList(topLevel(paths));
    response.setReplacesList(topLevel(paths.filter((path) => changes[path]?.replace)));
    response.setDeletebeforereplace(deleteBeforeReplace);
    response.setHasdetaileddiff(true);
    for (const [path, change] of Object.entries(changes)) {
        response.getDetaileddiffMap().set(path, propertyDiff(change));
    }
    return response;
}

/** The engine's one-line display knows these names only; the paths are for its detailed one. */
function topLevel(paths: readonly string[]): string[] {
    return [...new Set(paths.map((path) => path.replace(/(?!^)[.[].*$/, "")))];
}

function propertyDiff({ kind, replace }: Change): PropertyDiff {
    const word = { add: "ADD", delete: "DELETE", update: "UPDATE" } as const;
    const diff = new PropertyDiff();
    diff.setKind(PropertyDiff.Kind[replace ? (`${word[kind]}_REPLACE` as const) : word[kind]]);
    diff.setInputdiff(true);
    return diff;
}

export function createResponse({ id, outputs }: CreateResult): CreateResponse {
    const response = new CreateResponse();
    response.setId(id);
    response.setProperties(toWire(outputs));
    return response;
}

/** An empty id tells the engine that the resource is gone. */
export function readResponse(result: ReadResult | undefined): ReadResponse {
    const response = new ReadResponse();
    if (result) {
        response.setId(result.id);
        response.setProperties(toWire(result.outputs));
        response.setInputs(toWire(result.inputs));
    }
    return response;
}

/** What gRPC reports for an error: its text, and for an object that exists without being ready also its state. */
export function failure(error: unknown): { code: status; details: string; metadata: Metadata } {
    const details = error instanceof Error ? error.message : String(error);
    const metadata = new Metadata();
    if (error instanceof InitFailed) {
        const report = new Status();
        report.setCode(status.UNKNOWN);
        report.setMessage(details);
        report.addDetails(initFailedDetail(error));
        metadata.add("grpc-status-details-bin", Buffer.from(report.serializeBinary()));
    }
    return { code: status.UNKNOWN, details, metadata };
}

function initFailedDetail({ id, outputs, reasons, inputs }: InitFailed): Any {
    const detail = new ErrorResourceInitFailed();
    detail.setId(id);
    detail.setProperties(toWire(outputs));
    detail.setReasonsList([...reasons]);
    detail.setInputs(toWire(inputs));
    const any = new Any();
    any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    return any;
}
