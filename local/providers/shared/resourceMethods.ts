// The protocol's methods that are about one resource, from its check to its deletion.
import type { ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { DiffCall, Provider, ResourceCall } from "./provider";
import { checkResponse, createResponse, diffResponse, readResponse } from "./responses";
import { type Session, unary } from "./session";
import { fromWire, toWire } from "./wire";

export function resourceMethods(provider: Provider, session: Session): UntypedServiceImplementation {
    return {
        check: unary(async (call: ServerUnaryCall<rpc.CheckRequest, unknown>) => {
            const result = await provider.check({
                ...session.resourceCall(call),
                olds: call.request.hasOlds() ? fromWire(call.request.getOlds()) : undefined,
                news: fromWire(call.request.getNews()),
                randomSeed: call.request.getRandomseed_asU8(),
            });
            return checkResponse(result);
        }),
        diff: unary(async (call: ServerUnaryCall<rpc.DiffRequest, unknown>) => {
            const result = await provider.diff({ ...session.resourceCall(call), ...comparison(call.request) });
            return diffResponse(result);
        }),
        create: unary(async (call: ServerUnaryCall<rpc.CreateRequest, unknown>) => {
            const result = await provider.create({
                ...session.resourceCall(call),
                inputs: fromWire(call.request.getProperties()),
                preview: call.request.getPreview(),
                timeoutSeconds: timeoutOf(call.request),
            });
            return createResponse(result);
        }),
        read: unary(async (call: ServerUnaryCall<rpc.ReadRequest, unknown>) => {
            const result = await provider.read({
                ...session.resourceCall(call),
                id: call.request.getId(),
                outputs: fromWire(call.request.getProperties()),
                inputs: fromWire(call.request.getInputs()),
                timeoutSeconds: timeoutOf(call.request),
            });
            return readResponse(result);
        }),
        update: unary(async (call: ServerUnaryCall<rpc.UpdateRequest, unknown>) => {
            const outputs = await provider.update({
                ...session.resourceCall(call),
                ...comparison(call.request),
                preview: call.request.getPreview(),
                timeoutSeconds: timeoutOf(call.request),
            });
            return new rpc.UpdateResponse().setProperties(toWire(outputs));
        }),
        delete: unary(async (call: ServerUnaryCall<rpc.DeleteRequest, unknown>) => {
            await provider.delete({
                ...session.resourceCall(call),
                id: call.request.getId(),
                outputs: fromWire(call.request.getProperties()),
                inputs: fromWire(call.request.getOldInputs()),
                timeoutSeconds: timeoutOf(call.request),
            });
            return new Empty();
        }),
    };
}

function comparison(request: rpc.DiffRequest | rpc.UpdateRequest): Omit<DiffCall, keyof ResourceCall> {
    return {
        id: request.getId(),
        oldInputs: fromWire(request.getOldInputs()),
        oldOutputs: fromWire(request.getOlds()),
        news: fromWire(request.getNews()),
        ignoreChanges: request.getIgnorechangesList(),
    };
}

/** The engine sends 0 where the program set no timeout. */
function timeoutOf(request: { getTimeout(): number }): number | undefined {
    return request.getTimeout() || undefined;
}
