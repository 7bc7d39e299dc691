/** A pod without a node: held on purpose, on its way, or refused by the scheduler for a reason that it names. */

import { SCHEDULE_SECONDS } from "../timeouts/shares";
import type { Finding, PodCase } from "./finding";
import { obstacleAdvice } from "./stuck/obstacles";

export function unscheduled(subject: PodCase): Finding | undefined {
    const { pod, now } = subject;
    if (pod.node !== undefined || pod.phase === "Failed") {
        return undefined;
    }
    if (pod.gates.length > 0) {
        return { phase: "held", text: `held on purpose by ${pod.gates.join(", ")}`, since: pod.createdAt };
    }
    const schedulerText = pod.unschedulable ?? schedulingEvent(subject);
    const text = schedulerText ?? "waits for the scheduler";
    if (now - pod.createdAt < SCHEDULE_SECONDS * 1_000) {
        return { phase: "unscheduled", text, since: pod.createdAt };
    }
    const reason = schedulerText === undefined ? NO_SCHEDULER : reasonOf(schedulerText);
    if (reason === CLAIM) {
        const { namespace, name } = pod;
        const [, claim] = /persistentvolumeclaim "([^"]+)"/i.exec(text) ?? [];
        const claims = claim === undefined ? pod.claims : [claim];
        const named = claim === undefined && claims.length > 0 ? `${text} (claim ${claims.join(", ")})` : text;
        return {
            phase: "unscheduled",
            healthy: false,
            obstacle: "unboundClaim",
            text: named,
            advice: obstacleAdvice("unboundClaim", { namespace, pod: name, claims, text }),
            since: pod.createdAt,
        };
    }
    return {
        phase: "unscheduled",
        healthy: false,
        obstacle: "noNode",
        text,
        advice: reason,
        since: pod.createdAt,
    };
}

function schedulingEvent({ events }: PodCase): string | undefined {
    const newestFirst = events
        .filter(({ reason }) => reason === "FailedScheduling")
        .sort((a, b) => b.lastAt - a.lastAt);
    return newestFirst[0]?.message;
}

const NO_SCHEDULER =
    "No scheduler has looked at it: check spec.schedulerName, and the scheduler's pods in kube-system.";
const CLAIM = "claim";
const NODES = "`kubectl get nodes --show-labels`";

/** What the scheduler's plugins say (k8s.io/kubernetes/pkg/scheduler/framework/plugins), and what helps against each. */
const REASONS: readonly (readonly [RegExp, string])[] = [
    [
        /volume node affinity/i,
        "The pod's volume is in another zone, or on another node, than those that may run it: `kubectl describe pv` shows where; add a node there, or let go of the volume. A storage class with volumeBindingMode WaitForFirstConsumer avoids it.",
    ],
    [/persistent ?volume|\bPVC\b|VolumeBinding|storage ?class|unbound immediate/i, CLAIM],
    [
        /Insufficient|Too many pods|max volume count/i,
        "Make room: lower the pod's requests, or add nodes to the pool: `az aks nodepool scale --resource-group <group> --cluster-name <cluster> --name <pool> --node-count <count>`; what is used: `kubectl describe nodes`.",
    ],
    [
        /affinity|selector|topology spread|requested node name/i,
        `Correct nodeSelector and affinity, or label nodes to match: ${NODES}.`,
    ],
    [
        /taint/i,
        "Add a toleration for the taint that the text names, or use another node pool: `kubectl describe nodes`.",
    ],
    [
        /unschedulable/i,
        "The nodes are cordoned: `kubectl uncordon <node>` when their maintenance is done: `kubectl get nodes`.",
    ],
    [/free ports/i, "Another pod on each node uses the host port: do without hostPort, or use other nodes."],
];

/** "0/5 nodes are available: 2 Insufficient cpu, 3 node(s) ...": the reason of most nodes decides, a claim before all. */
function reasonOf(text: string): string {
    const [nodes = ""] = text.split(/\bpreemption: /);
    const counted = nodes.replace(/^\d+\/\d+ nodes are available: /, "").split(/, (?=\d)|[.;] /);
    const found = counted
        .flatMap((part) => {
            const advice = REASONS.find(([shape]) => shape.test(part))?.[1];
            return advice === undefined ? [] : [{ advice, nodes: Number(/^\d+/.exec(part)?.[0] ?? 1) }];
        })
        .sort((a, b) => Number(b.advice === CLAIM) - Number(a.advice === CLAIM) || b.nodes - a.nodes);
    return (
        found[0]?.advice ??
        "See what keeps it from each node: `kubectl get nodes -L agentpool`, and correct the pod or the nodes."
    );
}
