/** The taint that new nodes join with, and that goes when they hold the images of every release. */
import { type Fault, faultsAt } from "../fault";
import type { NodeFacts, TaintFacts } from "../kubernetes/facts";
import { labelValue } from "../kubernetes/names";

/**
 * The prefix tells the cluster autoscaler to leave the taint out when it asks whether a new node would help a pending pod:
 * with any other key it would never add one.
 */
export const DEFAULT_STARTUP_TAINT = "startup-taint.cluster-autoscaler.kubernetes.io/image-delivery";

/** Before the name of each hold, on the nodes that it let in. */
export const WARM_PREFIX = "warm.aks-image-delivery/";

/** The label with which the hold of this name marks a node that it let in. */
export function warmLabel(name: string, namespace: string): string {
    return WARM_PREFIX + labelValue(`${name}.${namespace}`);
}

/** Whatever its value and its effect. */
export function startupToleration(key: string = DEFAULT_STARTUP_TAINT): { key: string; operator: string } {
    return { key, operator: "Exists" };
}

/** What is left to do after a hold was destroyed. */
export function holdGoneText(key: string = DEFAULT_STARTUP_TAINT): string {
    return (
        `The hold is gone. Nodes that join from now on keep the taint ${key}, as long as their node pools give it to them: ` +
        "remove it there. `image-delivery status` names the nodes that have it, and the command that lets each of them in."
    );
}

/** The taint that keeps pods away from a node that joins, while it has it. */
export function startupTaintOf(node: NodeFacts, key: string = DEFAULT_STARTUP_TAINT): TaintFacts | undefined {
    return node.taints.find((taint) => taint.key === key && taint.effect !== "PreferNoSchedule");
}

/** The taint of one of the cluster's holds, or the default one, while it keeps pods away. */
export function heldBy(node: NodeFacts, holds: readonly string[] = []): TaintFacts | undefined {
    return [...holds, DEFAULT_STARTUP_TAINT]
        .map((key) => startupTaintOf(node, key))
        .find((taint) => taint !== undefined);
}

export function isHeld(node: NodeFacts, key?: string): boolean {
    return startupTaintOf(node, key) !== undefined;
}

/** True where a hold has let it in, or found it without the taint. */
export function isLetIn(node: NodeFacts): boolean {
    return holdLabels(node).length > 0;
}

/** The labels of those that let it in. */
export function holdLabels({ labels }: NodeFacts): string[] {
    return Object.keys(labels).filter((key) => key.startsWith(WARM_PREFIX));
}

const PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NAME = /^[A-Za-z0-9]([-\w.]*[A-Za-z0-9])?$/;

/** What is wrong with the key of a taint: it is the key of a label, too. */
export function startupTaintFaults(key: string | undefined): Fault[] {
    if (key === undefined) {
        return [];
    }
    const [name = "", prefix, ...more] = key.split("/").reverse();
    const fits = NAME.test(name) && name.length <= 63 && (prefix === undefined || PREFIX.test(prefix)) && !more.length;
    const expected = `expected the key of a taint without value and effect, such as ${DEFAULT_STARTUP_TAINT}`;
    return fits ? [] : faultsAt("startupTaint", `"${key}" is not a key; ${expected}`);
}
