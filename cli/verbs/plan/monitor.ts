// What a program takes for Pulumi's engine. It answers as a preview does, without any provider, credential or state.
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as engine from "@pulumi/pulumi/proto/engine_pb";
import { CallResponse, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/resource_pb";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { wireObject } from "./propertyValues";
import type { Recording } from "./recording";
import { answering, type Listening, listen } from "./rpc";

export async function startMonitor(recording: Recording): Promise<Listening> {
    const { address, stop } = await listen([
        [ResourceMonitorService, { ...resourceMethods(recording), ...registryMethods(recording) }],
        [EngineService, engineMethods(recording)],
    ]);
    return {
        address,
        stop: () => {
            recording.transforms.close();
            stop();
        },
    };
}

function resourceMethods(recording: Recording) {
    return {
        registerResource: answering(async (request: rpc.RegisterResourceRequest) => {
            const { urn, object } = await recording.register(request);
            return new rpc.RegisterResourceResponse().setUrn(urn).setObject(Struct.fromJavaScript(object));
        }),
        registerResourceOutputs: answering((request: rpc.RegisterResourceOutputsRequest) => {
            recording.registerOutputs(request.getUrn(), wireObject(request.getOutputs()));
            return new Empty();
        }),
        readResource: answering(async (request: rpc.ReadResourceRequest) => {
            const [type, id, inputs] = [request.getType(), request.getId(), wireObject(request.getProperties())];
            const properties = Struct.fromJavaScript(await recording.read(type, id, inputs));
            return new rpc.ReadResourceResponse().setUrn(`urn:pulumi:read::${type}::${id}`).setProperties(properties);
        }),
        // Nothing is looked up, so nothing is known: values that were made up would pass for those of a real cloud.
        invoke: answering(() => new InvokeResponse().setReturn(Struct.fromJavaScript({ result: unknownValue }))),
        call: answering(() => new CallResponse().setReturn(Struct.fromJavaScript({ result: unknownValue }))),
    };
}

/** What a program announces before it uses it. Hooks run during an update only. */
function registryMethods({ transforms }: Recording) {
    const empty = answering(() => new Empty());
    return {
        supportsFeature: answering(() => new rpc.SupportsFeatureResponse().setHassupport(true)),
        registerPackage: answering(() => new rpc.RegisterPackageResponse().setRef("package")),
        registerStackTransform: answering((callback: Parameters<typeof transforms.addToStack>[0]) => {
            transforms.addToStack(callback);
            return new Empty();
        }),
        registerStackInvokeTransform: empty,
        registerResourceHook: empty,
        registerErrorHook: empty,
        signalAndWaitForShutdown: empty,
    };
}

function engineMethods(recording: Recording) {
    return {
        log: answering((request: engine.LogRequest) => {
            if (request.getSeverity() === engine.LogSeverity.ERROR) {
                recording.errors.push(request.getMessage());
            } else if (request.getSeverity() === engine.LogSeverity.WARNING) {
                recording.warnings.add(request.getMessage());
            }
            return new Empty();
        }),
        setRootResource: answering((request: engine.SetRootResourceRequest) => {
            recording.root = request.getUrn();
            return new engine.SetRootResourceResponse();
        }),
        getRootResource: answering(() => new engine.GetRootResourceResponse().setUrn(recording.root)),
        requirePulumiVersion: answering(() => new engine.RequirePulumiVersionResponse()),
    };
}
