// The gRPC server that a program talks to, on a free port of this machine.

import type { ServiceDefinition, UntypedServiceImplementation } from "@grpc/grpc-js";
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";

type Unary<Request, Response> = (call: ServerUnaryCall<Request, Response>, answer: sendUnaryData<Response>) => void;

// Programs send whole manifests in one message, and Pulumi's own limit is this one.
const MESSAGE_BYTES = 400 * 1024 * 1024;

export interface Listening {
    readonly address: string;
    stop(): void;
}

/** A method that answers with what `work` resolves to, or with the text of its error. */
export function answering<Request, Response>(
    work: (request: Request) => Promise<Response> | Response,
): Unary<Request, Response> {
    return (call, answer) => {
        Promise.resolve()
            .then(() => work(call.request))
            .then(
                (response) => answer(null, response),
                (error: Error) => answer({ code: status.UNKNOWN, details: error.message }),
            );
    };
}

export async function listen(
    services: readonly (readonly [ServiceDefinition, UntypedServiceImplementation])[],
): Promise<Listening> {
    const server = new Server({
        "grpc.max_receive_message_length": MESSAGE_BYTES,
        "grpc.max_send_message_length": MESSAGE_BYTES,
    });
    for (const [definition, implementation] of services) {
        server.addService(definition, implementation);
    }
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
            error ? reject(error) : resolve(bound),
        );
    });
    return { address: `127.0.0.1:${port}`, stop: () => server.forceShutdown() };
}
