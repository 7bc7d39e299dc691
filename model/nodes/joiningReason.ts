/** What a node is waiting for before it has every image, and what keeps it waiting for ever. */

import { diagnosePod, type PodDiagnosis, TEXT_LENGTH } from "../pods/diagnosis";
import { podStory } from "../pods/line";
import { plainError } from "../text/plain";
import type { NodeCase, NodeFault, NodeStatus } from "./nodeCase";
import { DEFAULT_STARTUP_TAINT, holdLabels } from "./startupTaint";

type Reason = Pick<NodeStatus, "text" | "fault">;

/** After this, a pod that a DaemonSet should have created is not late but refused. */
const PATIENCE_MS = 60_000;

/** The first question that has an answer decides. `held`: by the start-up taint. */
export function joiningReason(subject: NodeCase, held: boolean): Reason {
    const waiting = subject.prepulls.filter(({ pod }) => !pod.ready).map(({ pod }) => diagnosed(subject, pod));
    return notReady(subject) ?? failing(subject, waiting, held) ?? pulling(waiting) ?? holdReason(subject);
}

function notReady({ node: { notReady, ready } }: NodeCase): Reason | undefined {
    return ready ? undefined : { text: `is not Ready: ${plainError(notReady?.message ?? "", TEXT_LENGTH)}` };
}

function diagnosed({ events, pullSeconds, node, now }: NodeCase, pod: PodDiagnosis["pod"]): PodDiagnosis {
    return diagnosePod(pod, events.get(pod.uid) ?? [], node, now, { pullSeconds });
}

function failing(subject: NodeCase, waiting: readonly PodDiagnosis[], held: boolean): Reason | undefined {
    const failed = waiting.find(({ healthy }) => !healthy);
    if (failed === undefined) {
        return undefined;
    }
    const { cause, image, text, advice, pod } = failed;
    const title = cause?.explanation.split(":")[0] ?? failed.phase;
    const subjectText = image === undefined ? `${pod.namespace}/${pod.name} does not start` : `it cannot pull ${image}`;
    const reason = `${subjectText}: ${title}`;
    return {
        text: reason,
        ...(held && {
            fault: {
                ...(cause && { cause: cause.name }),
                ...(image !== undefined && { image }),
                explanation: `held back: ${subject.node.name} takes no pods, because ${reason}`,
                text,
                advice: [advice ?? "", letInAdvice(subject)].filter(Boolean).join("; "),
            },
        }),
    };
}

function pulling(waiting: readonly PodDiagnosis[]): Reason | undefined {
    const [first] = [...waiting].sort((a, b) => b.sinceSeconds - a.sinceSeconds);
    const more = waiting.length > 1 ? `; ${waiting.length - 1} more pre-pull pods wait` : "";
    return first && { text: `${podStory(first)}${more}` };
}

/** Every image that is known is there: what is left is the hold's own. */
function holdReason(subject: NodeCase): Reason {
    const { node, holds, holdPods, namespace, now } = subject;
    const key = subject.taint ?? DEFAULT_STARTUP_TAINT;
    const [label] = holdLabels(node);
    if (holds !== undefined && !holds.includes(key)) {
        return fault(subject, "no NodeWarmup of this cluster removes its taint", `${key} is on the node`);
    }
    if (label !== undefined && holdPods.length === 0) {
        const text = `${label} is on the node, whose Node object is older than its taint`;
        const advice = `to hold it until it is warm: \`kubectl label node ${node.name} ${label}-\``;
        return fault(subject, "it was let in before, and is not looked at again", text, advice);
    }
    if (namespace !== undefined) {
        return { text: `every image of namespace ${namespace} is there; those of others may not` };
    }
    const [pod] = holdPods;
    if (pod === undefined) {
        const late = holds !== undefined && now - node.createdAt > PATIENCE_MS;
        const advice = "give NodeWarmup the tolerations and the nodeSelector of this pool";
        return late
            ? fault(subject, "NodeWarmup has no pod on it", "its DaemonSet does not select the node", advice)
            : { text: "every image is there; the hold has not started" };
    }
    const hold = diagnosed(subject, pod);
    return hold.healthy
        ? { text: "every image is there; the hold lets it in next" }
        : fault(subject, `the hold does not start: ${hold.cause?.explanation ?? hold.phase}`, hold.text, hold.advice);
}

function fault(subject: NodeCase, why: string, text: string, advice?: string): Reason {
    const explanation = `held back: ${subject.node.name} takes no pods, because ${why}`;
    const found: NodeFault = {
        explanation,
        text,
        advice: [advice, letInAdvice(subject)].filter((each) => each !== undefined).join("; "),
    };
    return { text: why, fault: found };
}

function letInAdvice({ node, taint = DEFAULT_STARTUP_TAINT }: NodeCase): string {
    return `to let pods onto it as it is: \`kubectl taint node ${node.name} ${taint}-\``;
}
