// A component that a provider creates: the engine's request, and the registrations that the component sends back while it
// answers.
import { credentials, type ServerUnaryCall } from "@grpc/grpc-js";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { RegisterResourceRequest, type RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import type { Registration } from "./calls";
import type { Provider } from "./provider";
import type { Session } from "./session";
import { fromWire, toWire } from "./wire";

type Request = ServerUnaryCall<rpc.ConstructRequest, unknown>;

export async function construct(
    provider: Provider,
    session: Session,
    rpcCall: Request,
): Promise<rpc.ConstructResponse> {
    const { request } = rpcCall;
    if (!provider.construct) {
        throw new Error(`${provider.name} has no component ${request.getType()}`);
    }
    const monitor = new ResourceMonitorClient(request.getMonitorendpoint(), credentials.createInsecure());
    try {
        const component = (await register(monitor, componentOf(request))).getUrn();
        const outputs = await provider.construct({
            ...session.call(rpcCall),
            name: request.getName(),
            type: request.getType(),
            inputs: fromWire(request.getInputs()),
            register: async (child) => (await register(monitor, childOf(request, provider, component, child))).getUrn(),
            log: (severity, text) => session.write({ severity, text, urn: component, ephemeral: false }),
        });
        return new rpc.ConstructResponse().setUrn(component).setState(toWire(outputs));
    } finally {
        monitor.close();
    }
}

function componentOf(request: rpc.ConstructRequest): RegisterResourceRequest {
    return new RegisterResourceRequest()
        .setType(request.getType())
        .setName(request.getName())
        .setParent(request.getParent())
        .setDependenciesList(request.getDependenciesList())
        .setProtect(request.getProtect() ?? false)
        .setObject(toWire({}));
}

function childOf(
    request: rpc.ConstructRequest,
    { name, version }: Provider,
    parent: string,
    { type, name: childName, inputs, dependsOn }: Registration,
): RegisterResourceRequest {
    return new RegisterResourceRequest()
        .setType(type)
        .setName(childName)
        .setParent(parent)
        .setCustom(true)
        .setObject(toWire(inputs))
        .setDependenciesList([...dependsOn])
        .setProvider(request.getProvidersMap().get(name) ?? "")
        .setVersion(version)
        .setProtect(request.getProtect() ?? false)
        .setAcceptsecrets(true);
}

function register(monitor: ResourceMonitorClient, request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    return new Promise((resolve, reject) => {
        monitor.registerResource(request, (error, response) => (error ? reject(error) : resolve(response)));
    });
}
