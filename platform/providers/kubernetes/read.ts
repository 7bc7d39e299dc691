// Reads objects back for refreshes and imports: what is there, what drifted, and what is not ready.
import { InitFailed, type ReadCall, type ReadResult } from "../shared/provider";
import type { Properties } from "../shared/values";
import { Unreachable } from "./api/api";
import { addressOf, isAnnotated, type KubernetesObject, type ObjectAddress } from "./api/objects";
import type { Target } from "./config";
import { inputsAsFound } from "./drift";
import { outputsOf } from "./outputs";
import { readinessOf } from "./readiness";

export async function read(call: ReadCall, target: Target): Promise<ReadResult | undefined> {
    const imported = Object.keys(call.inputs).length === 0;
    const live = await found(call, target, imported);
    if (live === undefined) {
        return undefined;
    }
    const outputs = outputsOf(live);
    const inputs = imported ? describing(outputs) : inputsAsFound(call.inputs, call.outputs, outputs);
    const readiness = readinessOf(live);
    if (!imported && readiness.state !== "ready" && !isAnnotated(inputs, "skipAwait")) {
        throw new InitFailed(call.id, outputs, [readiness.text], inputs);
    }
    return { id: call.id, outputs, inputs };
}

async function found(call: ReadCall, target: Target, imported: boolean): Promise<KubernetesObject | undefined> {
    try {
        return await target.cluster.read(imported ? importedAddress(call) : addressOf(call.inputs));
    } catch (error) {
        return goneWithItsCluster(error, target);
    }
}

/** An imported object is known by its id and its type's token: `kubernetes:apps/v1:Deployment`, `kubernetes:core/v1:Pod`. */
function importedAddress({ type, id }: ReadCall): ObjectAddress {
    const [, apiVersion = "", kind = ""] = type.split(":");
    const [name = "", namespace] = id.split("/").reverse();
    return { apiVersion: apiVersion.replace(/^core\//, ""), kind, name, namespace };
}

function describing({ status: _status, metadata, ...rest }: Properties): Properties {
    const { name, namespace, labels, annotations } = metadata as Properties;
    const kept = Object.entries({ name, namespace, labels, annotations }).filter(([, value]) => value !== undefined);
    return { ...rest, metadata: Object.fromEntries(kept) as Properties };
}

/** With `deleteUnreachable` the objects of a cluster that does not answer count as gone; any other error is thrown on. */
export function goneWithItsCluster(error: unknown, { deleteUnreachable }: Target): undefined {
    if (!(error instanceof Unreachable && deleteUnreachable)) {
        throw error;
    }
}
