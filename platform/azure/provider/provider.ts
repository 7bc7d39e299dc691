// azure-native, simulated: its checks, differences and retries in front of the simulated Resource Manager.
import { differences } from "../../providers/shared/differences";
import {
    type CreateCall,
    type CreateResult,
    type DiffCall,
    type DiffResult,
    InitFailed,
    type Provider,
    type ReadCall,
    type ReadResult,
    type UpdateCall,
} from "../../providers/shared/provider";
import type { Properties } from "../../providers/shared/values";
import { outputsOf, type ResourceManager } from "../arm";
import { ArmError, isNotFound } from "../armError";
import { type Kind, kindOfToken } from "../kinds";
import { fillPath, pathParameters } from "../resourceId";
import { normalised } from "../rules/locations";
import type { ArmResource, WorldFile } from "../world";
import { CREATE_BEFORE_DELETE, check } from "./check";
import { type Sleep, withRetries } from "./client";
import { driftedInputs } from "./drift";
import { forcesNew } from "./forceNew";
import { invoke } from "./invokes";
import { bodyInputs, inputShape, pathInputs, previewOutputs } from "./shapes";

export interface AzureOptions {
    readonly version: string;
    readonly arm: ResourceManager;
    readonly world: WorldFile;
    readonly kubeconfig?: string;
    /** How retries are waited for; really, by default. */
    readonly sleep?: Sleep;
}

export function azureProvider({ version, arm, world, kubeconfig, sleep }: AzureOptions): Provider {
    let location: string | undefined;
    return {
        name: "azure-native",
        version,
        configure(config) {
            location = typeof config.location === "string" ? config.location : undefined;
            arm.subscriptionId = typeof config.subscriptionId === "string" ? config.subscriptionId : arm.subscriptionId;
        },
        check: (call) => check(call, world.read(), arm.subscriptionId, location),
        diff,
        create: (call) => create(call, arm, sleep),
        read: async (call) => read(call, arm, sleep),
        update: (call) => update(call, arm, sleep),
        async delete(call) {
            try {
                await withRetries(() => arm.delete(call.id, call.signal), sleep);
            } catch (error) {
                if (!isNotFound(error)) {
                    throw error;
                }
            }
        },
        invoke: async (call) => withRetries(() => invoke(call, { arm, world: () => world.read(), kubeconfig }), sleep),
    };
}

export function diff(call: Pick<DiffCall, "type" | "oldInputs" | "news">): DiffResult {
    const { [CREATE_BEFORE_DELETE]: randomName, ...olds } = call.oldInputs;
    const { [CREATE_BEFORE_DELETE]: _, ...news } = call.news;
    if (typeof olds.location === "string" && typeof news.location === "string") {
        olds.location = normalised(olds.location);
        news.location = normalised(news.location);
    }
    const { token, path: id } = kindOfToken(call.type);
    const decisive = new Set([...pathParameters(id), "location"]);
    const changes = differences(olds, news, (path) => decisive.has(path) || forcesNew(token, path));
    const replaced = Object.values(changes).some((change) => change.replace);
    return { changes, deleteBeforeReplace: replaced && randomName !== true };
}

async function create(call: CreateCall, arm: ResourceManager, sleep?: Sleep): Promise<CreateResult> {
    const kind = kindOfToken(call.type);
    if (call.preview) {
        return { id: "", outputs: previewOutputs(kind, call.inputs) };
    }
    const id = fillPath(kind.path, { ...call.inputs, subscriptionId: arm.subscriptionId });
    if (await withRetries(() => lookUp(arm, id), sleep)) {
        throw new Error(`cannot create already existing resource "${id}"`);
    }
    return { id, outputs: await put(kind, id, call, arm, sleep) };
}

async function update(call: UpdateCall, arm: ResourceManager, sleep?: Sleep): Promise<Properties> {
    const kind = kindOfToken(call.type);
    if (call.preview) {
        const { name, location } = call.oldOutputs;
        const stable = location === undefined ? { name } : { name, location };
        return { ...previewOutputs(kind, call.news), ...(stable as Properties) };
    }
    return put(kind, call.id, { ...call, inputs: call.news }, arm, sleep);
}

async function put(
    kind: Kind,
    id: string,
    { inputs, signal }: Pick<CreateCall, "inputs" | "signal">,
    arm: ResourceManager,
    sleep?: Sleep,
): Promise<Properties> {
    try {
        const body = bodyInputs(kind, inputs);
        return outputs(kind, await withRetries(() => arm.put(kind, id, body, signal), sleep));
    } catch (error) {
        const left = error instanceof ArmError && error.status === 200 ? lookUp(arm, id) : undefined;
        // The resource is there, but its operation failed: the engine keeps its state, and the next update tries again.
        throw left ? new InitFailed(id, outputs(kind, left), [(error as Error).message], inputs) : error;
    }
}

async function read(call: ReadCall, arm: ResourceManager, sleep?: Sleep): Promise<ReadResult | undefined> {
    const kind = kindOfToken(call.type);
    const resource = await withRetries(() => lookUp(arm, call.id), sleep);
    if (!resource) {
        return undefined;
    }
    const now = outputs(kind, resource);
    const isImport = Object.keys(call.inputs).length === 0;
    const inputs = isImport
        ? { ...inputShape(kind, now), ...pathInputs(kind, resource.id), azureApiVersion: kind.apiVersion }
        : driftedInputs(call.inputs, inputShape(kind, call.outputs), inputShape(kind, now));
    return { id: resource.id, outputs: now, inputs };
}

function lookUp(arm: ResourceManager, id: string): ArmResource | undefined {
    try {
        return arm.get(id);
    } catch (error) {
        if (isNotFound(error)) {
            return undefined;
        }
        throw error;
    }
}

function outputs(kind: Kind, resource: ArmResource): Properties {
    return outputsOf(kind, resource) as Properties;
}
