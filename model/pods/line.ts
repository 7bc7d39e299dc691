/** A waiting pod in one line, for lists and for a live view. */

import { formatImageSize } from "../image/size";
import { spokenDuration } from "../text/durations";
import { expectedPullSeconds } from "../timeouts/pullTime";
import type { PodDiagnosis } from "./diagnosis";
import type { PodPhase } from "./finding";

const PHASE_WORDS: Readonly<Record<PodPhase, string>> = {
    unscheduled: "waits for a node",
    held: "is held",
    waitingToPull: "waits to pull",
    pulling: "pulls",
    pullFailing: "cannot pull",
    starting: "starts",
    stuck: "is stuck",
    running: "runs",
    crashing: "crashes",
    done: "has completed",
    failed: "has failed",
    terminating: "is being deleted",
};

/** `shop/api-1 (aks-7)`. */
export function podName({ pod }: Pick<PodDiagnosis, "pod">): string {
    return `${pod.namespace}/${pod.name}${pod.node === undefined ? "" : ` (${pod.node})`}`;
}

/** What the pod does and since when; what does not change with time alone is `podStory`. */
export function podLine(diagnosis: PodDiagnosis, sizes: ReadonlyMap<string, number>): string {
    const { phase, sinceSeconds } = diagnosis;
    const progress = phase === "pulling" ? pullProgress(diagnosis, sizes) : undefined;
    const since = [`for ${spokenDuration(sinceSeconds)}`, progress].filter(Boolean).join(", ");
    return `${podName(diagnosis)} ${PHASE_WORDS[phase]} ${since}: ${detail(diagnosis)}`;
}

/** The same for as long as the pod does the same, however long that lasts. */
export function podStory(diagnosis: PodDiagnosis): string {
    return `${podName(diagnosis)} ${PHASE_WORDS[diagnosis.phase]}: ${detail(diagnosis)}`;
}

function detail({ cause, text }: PodDiagnosis): string {
    return cause ? `${cause.explanation.split(":")[0]}; ${text}` : text;
}

/** No API tells how much of a layer has come: this is the time it has taken, as a share of what its size usually takes. */
function pullProgress({ image = "", sinceSeconds }: PodDiagnosis, sizes: ReadonlyMap<string, number>) {
    const bytes = sizes.get(image);
    if (bytes === undefined) {
        return undefined;
    }
    const { most } = expectedPullSeconds(bytes);
    const share = Math.min(99, Math.floor((100 * sinceSeconds) / most));
    return `about ${share} % of the time that ${formatImageSize(bytes)} may take`;
}
