// The arguments of `new kubernetes.Provider(...)` that the stand-in understands.
import { isProperties, type Properties } from "../shared/values";
import { Api } from "./api/api";
import { Cluster } from "./api/cluster";
import { readKubeconfig } from "./api/kubeconfig";

export interface Target {
    readonly cluster: Cluster;
    /** For objects that name no namespace. */
    readonly namespace: string;
    /** Whether a create takes over an object that exists already, instead of failing. */
    readonly upsert: boolean;
    /** Whether the objects of a cluster that cannot be reached count as gone. */
    readonly deleteUnreachable: boolean;
    /** Whether the data of ConfigMaps and Secrets is changed in place, instead of by a replacement. */
    readonly mutable: Readonly<Record<string, boolean>>;
}

export function targetOf(config: Properties): Target {
    if (config.enableServerSideApply !== undefined && !isOn(config.enableServerSideApply)) {
        throw new Error("the kubernetes stand-in applies server-side only; leave enableServerSideApply at its default");
    }
    const connection = readKubeconfig(textOf(config.kubeconfig), textOf(config.context));
    return {
        cluster: new Cluster(new Api(connection)),
        namespace: textOf(config.namespace) ?? connection.namespace,
        upsert: isOn(config.upsertExistingObjects),
        deleteUnreachable: isOn(config.deleteUnreachable ?? process.env.PULUMI_K8S_DELETE_UNREACHABLE),
        mutable: { ConfigMap: isOn(config.enableConfigMapMutable), Secret: isOn(config.enableSecretMutable) },
    };
}

/** The SDK sends booleans as the text of their JSON. */
function isOn(value: unknown): boolean {
    return value === true || value === "true";
}

/** A kubeconfig may come as an object too, and JSON is YAML. */
function textOf(value: Properties[string] | undefined): string | undefined {
    return isProperties(value) ? JSON.stringify(value) : (value as string | undefined) || undefined;
}
