// Pulumi's resource provider protocol for one `Provider`: the session with the engine, and all methods put together.
import type { ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { construct } from "./construct";
import { differences } from "./differences";
import type { LogLine } from "./engineLog";
import type { Provider } from "./provider";
import { resourceMethods } from "./resourceMethods";
import { checkResponse, diffResponse } from "./responses";
import { Session, unary } from "./session";
import { fromWire, toWire } from "./wire";

/** The protocol's implementation; `connect` opens the engine's log at the address that the engine announces. */
export function service(
    provider: Provider,
    connect: (engine: string) => (line: LogLine) => void,
): UntypedServiceImplementation {
    const session = new Session();
    return {
        handshake: unary(async ({ request }: ServerUnaryCall<rpc.ProviderHandshakeRequest, unknown>) => {
            session.write = connect(request.getEngineAddress());
            // A plugin that creates components must keep the marks of secrets itself.
            return new rpc.ProviderHandshakeResponse().setAcceptSecrets(true);
        }),
        cancel: unary(async () => {
            session.cancel();
            return new Empty();
        }),
        ...descriptionMethods(provider),
        ...configurationMethods(provider),
        ...resourceMethods(provider, session),
        invoke: unary(async (rpcCall: ServerUnaryCall<rpc.InvokeRequest, unknown>) => {
            const { request } = rpcCall;
            const [token, preview] = [request.getTok(), request.getPreview()];
            if (!provider.invoke) {
                throw new Error(`${provider.name} has no function ${token}`);
            }
            const args = fromWire(request.getArgs());
            const result = await provider.invoke({ ...session.call(rpcCall), token, args, preview });
            return new rpc.InvokeResponse().setReturn(toWire(result));
        }),
        construct: unary((rpcCall: ServerUnaryCall<rpc.ConstructRequest, unknown>) =>
            construct(provider, session, rpcCall),
        ),
    };
}

function descriptionMethods({ name, version }: Provider): UntypedServiceImplementation {
    return {
        getPluginInfo: unary(async () => new PluginInfo().setVersion(version)),
        getSchema: unary(async () => new rpc.GetSchemaResponse().setSchema(JSON.stringify({ name, version }))),
    };
}

function configurationMethods(provider: Provider): UntypedServiceImplementation {
    return {
        checkConfig: unary(async ({ request }: ServerUnaryCall<rpc.CheckRequest, unknown>) =>
            checkResponse({ inputs: fromWire(request.getNews()) }),
        ),
        diffConfig: unary(async ({ request }: ServerUnaryCall<rpc.DiffRequest, unknown>) => {
            const replaces = (path: string) => provider.replaceOnConfig?.includes(path) ?? false;
            const changes = differences(fromWire(request.getOldInputs()), fromWire(request.getNews()), replaces);
            return diffResponse({ changes });
        }),
        configure: unary(async ({ request }: ServerUnaryCall<rpc.ConfigureRequest, unknown>) => {
            await provider.configure?.(fromWire(request.getArgs()));
            return new rpc.ConfigureResponse().setSupportspreview(true).setAcceptsecrets(true);
        }),
    };
}
