/** Log queries (KQL) that find pulls: what the nodes saw of them, and what the registry answered. */
import { Role } from "../kubernetes/labels";

/**
 * Failed pulls as the kubelets report them. Container Insights collects Warning events only, so no query can count the pulls
 * that went well, unless the cluster sets `collect_all_kube_events`.
 */
export function failedPullsOfCluster(clusterId: string): string {
    return [
        "KubeEvents",
        `| where ClusterId =~ ${kqlText(clusterId)}`,
        // The back-off after it is a Normal event, which is not collected.
        '| where Reason == "Failed" and Message startswith "Failed to pull image"',
        "| project TimeGenerated, Namespace, Pod = Name, Node = Computer, Reason, Message",
    ].join("\n");
}

/**
 * Failed pulls on nodes that a NodeWarmup holds back: its pod is on a node for as long as the node takes no pods. An attempt
 * every five minutes at least, so one is in each window.
 */
export function failedPullsOfHeldNodes(clusterId: string): string {
    const ofCluster = `| where ClusterId =~ ${kqlText(clusterId)}`;
    return [
        "KubeEvents",
        ofCluster,
        '| where Reason == "Failed" and Message startswith "Failed to pull image"',
        `| where Computer in ((KubePodInventory ${ofCluster} | where PodLabel has "${Role.NodeWarmup}" | distinct Computer))`,
        // The last part of an error, such as `not found` or `no space left on device`.
        `| extend Image = extract(@'image "([^"]+)"', 1, Message), Cause = trim(@"\\s+", extract("([^:]*)$", 1, Message))`,
        "| project TimeGenerated, Node = Computer, Image, Cause, Namespace, Pod = Name, Message",
    ].join("\n");
}

/**
 * Pulls that the registry refused or failed, by region: a replica that is behind shows as 404 in its region only. 401 is left
 * out, since every pull begins with one; an identity that may not pull is found on the cluster's side.
 */
export function failedPullsOfRegistry(registryId: string): string {
    return [
        "ContainerRegistryRepositoryEvents",
        `| where _ResourceId =~ ${kqlText(registryId)}`,
        '| where OperationName == "Pull"',
        '| extend Status = toint(extract(@"\\b([45]\\d\\d)\\b", 1, ResultDescription))',
        "| where isnotnull(Status) and Status != 401",
        // DurationMs is a string in this table.
        "| project TimeGenerated, Region, Repository, Tag, Digest, Status, Milliseconds = toreal(DurationMs)",
    ].join("\n");
}

/** A cluster as a workspace knows it: by a name that others in it may have too, or by its resource id. */
export interface LoggedCluster {
    readonly name: string;
    readonly id?: string;
}

/** Pulls that went well as the kubelets report them. They are there only where the cluster sets `collect_all_kube_events`. */
export function pullsOfCluster({ name, id }: LoggedCluster): string {
    return [
        "KubeEvents",
        id === undefined ? `| where ClusterName =~ ${kqlText(name)}` : `| where ClusterId =~ ${kqlText(id)}`,
        '| where ObjectKind == "Pod" and Reason == "Pulled" and Message startswith "Successfully pulled image"',
        "| project LastSeen, ClusterId, Namespace, Pod = Name, Node = Computer, Message",
    ].join("\n");
}

function kqlText(text: string): string {
    return JSON.stringify(text);
}
