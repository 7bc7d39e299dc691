// The protocol's methods that are about one resource, from its check to its deletion.
import type { ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type DiffCall, InitFailed, type Provider, type ResourceCall } from "./provider";
import { checkResponse, createResponse, diffResponse, readResponse } from "./responses";
import { type Session, unary } from "./session";
import { fromWire, toWire, withSecretsOf } from "./wire";

export function resourceMethods(provider: Provider, session: Session): UntypedServiceImplementation {
    return {
        check: unary(async (call: ServerUnaryCall<rpc.CheckRequest, unknown>) => {
            const result = await provider.check({
                ...session.resourceCall(call),
                olds: call.request.hasOlds() ? fromWire(call.request.getOlds()) : undefined,
                news: fromWire(call.request.getNews()),
                randomSeed: call.request.getRandomseed_asU8(),
            });
            return checkResponse({ ...result, inputs: withSecretsOf(call.request.getNews(), result.inputs) });
        }),
        diff: unary(async (call: ServerUnaryCall<rpc.DiffRequest, unknown>) => {
            const result = await provider.diff({ ...session.resourceCall(call), ...comparison(call.request) });
            return diffResponse(result);
        }),
        create: unary(async (call: ServerUnaryCall<rpc.CreateRequest, unknown>) => {
            const sent = call.request.getProperties();
            const { id, outputs } = await keepingSecrets(sent, () =>
                provider.create({
                    ...session.resourceCall(call),
                    inputs: fromWire(sent),
                    preview: call.request.getPreview(),
                    timeoutSeconds: timeoutOf(call.request),
                }),
            );
            return createResponse({ id, outputs: withSecretsOf(sent, outputs) });
        }),
        read: unary(async (call: ServerUnaryCall<rpc.ReadRequest, unknown>) => {
            const [outputs, inputs] = [call.request.getProperties(), call.request.getInputs()];
            const result = await keepingSecrets(inputs, () =>
                provider.read({
                    ...session.resourceCall(call),
                    id: call.request.getId(),
                    outputs: fromWire(outputs),
                    inputs: fromWire(inputs),
                    timeoutSeconds: timeoutOf(call.request),
                }),
            );
            return readResponse(
                result && {
                    id: result.id,
                    outputs: withSecretsOf(outputs, result.outputs),
                    inputs: withSecretsOf(inputs, result.inputs),
                },
            );
        }),
        update: unary(async (call: ServerUnaryCall<rpc.UpdateRequest, unknown>) => {
            const sent = call.request.getNews();
            const outputs = await keepingSecrets(sent, () =>
                provider.update({
                    ...session.resourceCall(call),
                    ...comparison(call.request),
                    preview: call.request.getPreview(),
                    timeoutSeconds: timeoutOf(call.request),
                }),
            );
            return new rpc.UpdateResponse().setProperties(toWire(withSecretsOf(sent, outputs)));
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

/** An object that is not ready keeps the marks too: the engine saves what the error says of it. */
async function keepingSecrets<T>(sent: Struct | undefined, answer: () => Promise<T>): Promise<T> {
    try {
        return await answer();
    } catch (error) {
        if (error instanceof InitFailed) {
            const [outputs, inputs] = [error.outputs, error.inputs].map((values) => withSecretsOf(sent, values));
            throw new InitFailed(error.id, outputs ?? {}, error.reasons, inputs);
        }
        throw error;
    }
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
