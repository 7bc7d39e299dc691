// A provider of things, and the engine's side of the connection to it.
import { credentials, Server, ServerCredentials, type ServiceError } from "@grpc/grpc-js";
import * as grpc from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { LogLine } from "../../platform/providers/shared/engineLog";
import type { Provider } from "../../platform/providers/shared/provider";
import { service } from "../../platform/providers/shared/service";

const PROVIDER: Provider = {
    name: "acme",
    version: "1.2.3",
    replaceOnConfig: ["account"],
    check: ({ olds, news }) => ({
        inputs: { ...news, first: olds === undefined },
        failures: [{ property: "a", reason: "b" }],
    }),
    diff: () => ({
        changes: { "spec.size": { kind: "update", replace: true }, 'tags["x"]': { kind: "add" } },
        deleteBeforeReplace: true,
    }),
    create: async ({ inputs }) => ({ id: "1", outputs: inputs }),
    read: async () => undefined,
    update: async ({ oldInputs, oldOutputs, news }) => ({ oldInputs, oldOutputs, news }),
    delete: async () => {
        throw new Error("it is in use");
    },
};

/** Closes what a test opened, also one that hangs. */
let close = () => {};

export function closeClient(): void {
    close();
}

/** Runs `body` with a client of the provider, over a real connection. */
export async function withClient(
    overrides: Partial<Provider>,
    body: (client: grpc.ResourceProviderClient, lines: LogLine[]) => Promise<void>,
): Promise<void> {
    const lines: LogLine[] = [];
    const server = new Server();
    server.addService(
        grpc.ResourceProviderService,
        service({ ...PROVIDER, ...overrides }, () => (line) => void lines.push(line)),
    );
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
            error ? reject(error) : resolve(bound),
        );
    });
    const client = new grpc.ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    close = () => {
        client.close();
        server.forceShutdown();
    };
    await body(client, lines);
}

/** The answer of one call of the client. */
export function ask<R>(call: (done: (error: ServiceError | null, response: R) => void) => unknown): Promise<R> {
    return new Promise((resolve, reject) => {
        call((error, response) => (error ? reject(error) : resolve(response)));
    });
}
