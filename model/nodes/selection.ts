/** Which nodes a DaemonSet selects, as its controller decides it: labels, and the taints that its pods do not tolerate. */
import type { NodeFacts, TaintFacts } from "../kubernetes/facts";

export interface NodeToleration {
    readonly key?: string;
    /** `Exists` or `Equal` (the default). */
    readonly operator?: string;
    readonly value?: string;
    readonly effect?: string;
}

export interface NodeSelection {
    readonly nodeSelector?: Readonly<Record<string, string>>;
    readonly tolerations?: readonly NodeToleration[];
}

/** What the DaemonSet controller adds to every pod (https://kubernetes.io/docs/concepts/workloads/controllers/daemonset). */
const AUTOMATIC: readonly NodeToleration[] = [
    { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute" },
    { key: "node.kubernetes.io/unreachable", operator: "Exists", effect: "NoExecute" },
    { key: "node.kubernetes.io/disk-pressure", operator: "Exists", effect: "NoSchedule" },
    { key: "node.kubernetes.io/memory-pressure", operator: "Exists", effect: "NoSchedule" },
    { key: "node.kubernetes.io/pid-pressure", operator: "Exists", effect: "NoSchedule" },
    { key: "node.kubernetes.io/unschedulable", operator: "Exists", effect: "NoSchedule" },
];

/** True where the DaemonSet of this selection puts a pod, whether the node is Ready or not. */
export function selects(selection: NodeSelection, node: NodeFacts): boolean {
    return matchesSelector(selection, node) && forbiddingTaint(selection, node) === undefined;
}

export function matchesSelector(selection: NodeSelection, node: NodeFacts): boolean {
    return Object.entries(selection.nodeSelector ?? {}).every(([key, value]) => node.labels[key] === value);
}

/** The first taint that keeps the DaemonSet's pods away, `PreferNoSchedule` being no more than a wish. */
export function forbiddingTaint(selection: NodeSelection, node: NodeFacts): TaintFacts | undefined {
    const tolerations = [...AUTOMATIC, ...(selection.tolerations ?? [])];
    return node.taints
        .filter(({ effect }) => effect === "NoSchedule" || effect === "NoExecute")
        .find((taint) => !tolerations.some((toleration) => tolerates(toleration, taint)));
}

function tolerates(toleration: NodeToleration, taint: TaintFacts): boolean {
    if (toleration.effect && toleration.effect !== taint.effect) {
        return false;
    }
    if (toleration.key && toleration.key !== taint.key) {
        return false;
    }
    if (toleration.operator === "Exists") {
        return true;
    }
    const comparesValues = toleration.operator === undefined || toleration.operator === "Equal";
    return comparesValues && Boolean(toleration.key) && (toleration.value ?? "") === (taint.value ?? "");
}

/** `nodeSelector agentpool=apps, kubernetes.io/os=linux`, as error texts name it. */
export function selectionText(selection: NodeSelection): string {
    const labels = Object.entries(selection.nodeSelector ?? {}).map(([key, value]) => `${key}=${value}`);
    return labels.length === 0 ? "an empty nodeSelector" : `nodeSelector ${labels.sort().join(", ")}`;
}

export function taintText({ key, value, effect }: TaintFacts): string {
    return `${key}${value ? `=${value}` : ""}:${effect}`;
}
