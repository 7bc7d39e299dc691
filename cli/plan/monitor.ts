// What a program takes for the engine: it writes down every resource and answers as a preview of an empty stack does.
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import * as engine from "@pulumi/pulumi/proto/engine_pb";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { PlanResource } from "../../model/planResource";
import { plannedValues, returned, UNKNOWN, type WireObject, wireObject } from "./propertyValues";
import { plannedResource, STACK, STACK_REFERENCE, urnOf } from "./resources";
import { answering, listen, type Listening } from "./rpc";
import { Transforms } from "./transforms";

export interface MonitorOptions {
    readonly project: string;
    readonly stack: string;
    /** Outputs of the stack as it is deployed, for a program that reads its own; not known by default. */
    readonly ownOutputs?: () => Promise<WireObject | undefined>;
}

export interface Monitor extends Listening {
    /** In the order of their registration. */
    readonly resources: readonly PlanResource[];
    /** Outputs of the program. */
    readonly outputs: () => WireObject;
    readonly errors: readonly string[];
    readonly warnings: readonly string[];
}

/** The stack as programs name it; the organization is that of backends that have none. */
export const ORGANIZATION = "organization";

export async function startMonitor(options: MonitorOptions): Promise<Monitor> {
    const state = new State(options);
    const { address, stop } = await listen([
        [ResourceMonitorService, resourceMethods(state)],
        [EngineService, engineMethods(state)],
    ]);
    const end = () => {
        state.transforms.close();
        stop();
    };
    return { ...state.result(), address, stop: end };
}

class State {
    readonly transforms = new Transforms();
    readonly resources = new Map<string, PlanResource>();
    readonly messages = { errors: [] as string[], warnings: [] as string[] };
    rootUrn = "";
    stackOutputs: WireObject = {};

    constructor(readonly options: MonitorOptions) {}
}

function resourceMethods(state: State) {
    return {
        supportsFeature: answering(() => new rpc.SupportsFeatureResponse().setHassupport(true)),
        registerResource: answering((request: rpc.RegisterResourceRequest) => register(state, request)),
        registerResourceOutputs: answering((request: rpc.RegisterResourceOutputsRequest) => {
            keepOutputs(state, request.getUrn(), wireObject(request.getOutputs()));
            return new Empty();
        }),
        readResource: answering((request: rpc.ReadResourceRequest) => read(state, request)),
        // Nothing is looked up, so nothing is known: values of a cloud that were made up would pass for real ones.
        invoke: answering(() => new InvokeResponse().setReturn(Struct.fromJavaScript({ result: UNKNOWN }))),
    };
}
