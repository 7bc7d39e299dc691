// A stand-in for Pulumi's kubernetes provider: a thin client of the real API server that applies server-side.
import {
    type CreateCall,
    type CreateResult,
    type DeleteCall,
    InitFailed,
    type Provider,
    type ResourceCall,
    type UpdateCall,
} from "../shared/provider";
import { hasUnknown, type Properties } from "../shared/values";
import { addressOf, annotation, idOf, isAnnotated, objectOf } from "./api/objects";
import { changesOf } from "./changes";
import { type Target, targetOf } from "./config";
import { fieldManagerOf } from "./fieldManager";
import { withDefaults } from "./inputs";
import { outputsOf, previewOf, unmade } from "./outputs";
import { goneWithItsCluster, read } from "./read";
import { untilGone } from "./untilGone";
import { untilReady } from "./untilReady";

export function kubernetesProvider(version: string): Provider {
    let configured: Target | undefined;
    const target = (): Target => {
        if (configured === undefined) {
            throw new Error("the provider was not configured");
        }
        return configured;
    };
    return {
        name: "kubernetes",
        version,
        replaceOnConfig: ["clusterIdentifier"],
        configure: (config) => {
            configured = targetOf(config);
        },
        check: async (call) => ({ inputs: await withDefaults(call, target()) }),
        diff: (call) => changesOf(call, target()),
        create: (call) => (call.preview ? previewCreate(call, target()) : create(call, target())),
        read: (call) => read(call, target()),
        update: (call) => (call.preview ? previewUpdate(call, target()) : update(call, target())),
        delete: (call) => remove(call, target()),
        construct: async (call) => {
            // Few stacks have a chart, and each start of the plugin would load a YAML parser for it.
            const { chart } = await import("./chart/chart");
            return chart(call, target().namespace);
        },
    };
}

async function create(call: CreateCall, target: Target): Promise<CreateResult> {
    const { cluster, upsert } = target;
    const address = addressOf(call.inputs);
    const existing = await cluster.read(address);
    if (existing?.metadata.deletionTimestamp) {
        await untilGone(cluster, address, existing.metadata.uid, call.signal, call.timeoutSeconds);
    } else if (existing && !upsert) {
        throw new Error(
            `${address.kind} ${idOf(address)} already exists; import it, or set upsertExistingObjects on the provider`,
        );
    }
    return { id: idOf(address), outputs: await applied(call.inputs, call, target, call.timeoutSeconds) };
}

/** Applies and waits. An object that is there but not ready stays in the state, with the reason. */
async function applied(
    inputs: Properties,
    call: ResourceCall,
    { cluster }: Target,
    timeoutSeconds: number | undefined,
): Promise<Properties> {
    const address = addressOf(inputs);
    const object = await cluster.apply(objectOf(inputs), address, fieldManagerOf(inputs));
    if (isAnnotated(inputs, "skipAwait")) {
        return outputsOf(object);
    }
    const waited = await untilReady(cluster, address, call, timeoutSeconds);
    if (waited.problems.length > 0) {
        const [first, ...others] = waited.problems;
        const reasons = [`${address.kind} ${idOf(address)} is not ready: ${first}`, ...others];
        throw new InitFailed(idOf(address), outputsOf(waited.object ?? object), reasons, inputs);
    }
    return outputsOf(waited.object ?? object);
}

async function previewCreate({ inputs }: CreateCall, { cluster }: Target): Promise<CreateResult> {
    // What has the name now is about to be replaced or taken over: a dry run would compare with it.
    const comparable = !hasUnknown(inputs) && (await cluster.read(addressOf(inputs))) === undefined;
    return { id: "", outputs: comparable ? unmade(await previewOf(inputs, cluster)) : inputs };
}

async function previewUpdate({ news }: UpdateCall, { cluster }: Target): Promise<Properties> {
    return hasUnknown(news) ? news : previewOf(news, cluster);
}

function update(call: UpdateCall, target: Target): Promise<Properties> {
    return applied(call.news, call, target, call.timeoutSeconds);
}

async function remove(call: DeleteCall, target: Target): Promise<void> {
    const { cluster } = target;
    const address = addressOf(call.inputs);
    const policy = annotation(call.inputs, "deletionPropagationPolicy") ?? "foreground";
    try {
        const live = await cluster.read(address);
        if (live !== undefined) {
            await cluster.remove(address, policy.charAt(0).toUpperCase() + policy.slice(1));
        }
        if (live !== undefined && !isAnnotated(call.inputs, "skipAwait")) {
            await untilGone(cluster, address, live.metadata.uid, call.signal, call.timeoutSeconds);
        }
    } catch (error) {
        goneWithItsCluster(error, target);
    }
}
