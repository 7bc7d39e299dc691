// Waits at the gate of a pre-pull: follows what prepullPods.ts names until model/gate.ts decides.

import { type GateQuestion, type GateVerdict, gateVerdict } from "../../model/gate/verdict";
import { moreNodesText, nearClockText } from "../../model/gate/warnings";
import type { ClusterAccess, KubernetesClient } from "../cluster/client";
import { clusterAheadMs } from "../cluster/time";
import { type Mirror, withMirror } from "../follow/mirror";
import { bringBack } from "./prepullEnd";
import { followPods, POD_SELECTORS } from "./prepullPods";

type Settings = Pick<
    GateQuestion,
    | "image"
    | "others"
    | "selection"
    | "startupTaint"
    | "quorum"
    | "allowZeroNodes"
    | "gate"
    | "pullMostSeconds"
    | "advice"
>;

export interface PrepullOptions extends Settings {
    readonly access: ClusterAccess;
    readonly namespace: string;
    /** Name of the DaemonSet. */
    readonly daemonSet: string;
    /** Its uid, as the program knows it; another cluster may have a DaemonSet of the same name. */
    readonly daemonSetUid?: string;
    /** Nodes that the clocks were derived for. */
    readonly declaredNodes?: number;
    /** Is told how it stands, whenever that changes. */
    readonly onProgress: (line: string) => void;
    /** Is told once of each thing to correct: of causes that may still clear up, and of what does not hold the wait up. */
    readonly onWarning?: (text: string) => void;
    readonly signal?: AbortSignal;
}

export type PrepullResult = Omit<Extract<GateVerdict, { state: "open" }>, "state">;

/** Changes are looked at together, four times a second at most. */
const POLL_MS = 250;
/** How soon the end of the first lists is seen: the image is often there already, and `up` waits for this alone. */
const READ_MS = 50;
/** How often time alone is looked at: patience and clocks run out without any change. */
const TICK_MS = 1000;

/**
 * Resolves when the gate opens. Rejects with an Error whose text names the node, the cause and what to do: when the gate
 * fails, when the DaemonSet is missing or another one, and when the cluster refuses to be read. A cluster that cannot be reached is tried
 * again until the gate's clock runs out. No connection is left open either way.
 */
export function waitForPrepull(options: PrepullOptions): Promise<PrepullResult> {
    return withMirror(options, READING, (mirror, client) => new PrepullWait(client, mirror, options).result());
}

const READING = {
    who: "the pre-pull gate",
    role: "image-delivery-gate",
    resources: ["nodes", "pods", "events", "daemonsets.apps"],
};

const SAME_CLUSTER = "give `cluster` the kubeconfig and the context of the component's Kubernetes provider";

class PrepullWait {
    /** In the cluster's time, which is that of its events. */
    private startedAt = Date.now();
    private readonly began = performance.now();
    private lastLine = "";
    private readonly warned = new Set<string>();

    constructor(
        private readonly client: KubernetesClient,
        private readonly mirror: Mirror,
        private readonly options: PrepullOptions,
    ) {}

    async result(): Promise<PrepullResult> {
        const { namespace, daemonSet: name, daemonSetUid } = this.options;
        const found = this.mirror.keep({ resource: POD_SELECTORS, namespace, fieldSelector: `metadata.name=${name}` });
        await this.readable();
        const daemonSet = [...found.values()][0];
        if (!daemonSet) {
            throw new Error(
                `${this.what} is not in namespace "${namespace}" of ${this.client.cluster}; ${SAME_CLUSTER}`,
            );
        }
        if (daemonSetUid !== undefined && daemonSet.uid !== daemonSetUid) {
            throw new Error(
                `${this.what} in namespace "${namespace}" of ${this.client.cluster} is not the one that the program created; ${SAME_CLUSTER}, and if it was created again by hand, run \`pulumi refresh\``,
            );
        }
        if (daemonSet.leaves) {
            await bringBack(this.client, namespace, name);
        }
        this.startedAt += await clusterAheadMs(this.client, this.options.signal);
        const seen = followPods(this.mirror, namespace, name, daemonSet);
        for (;;) {
            await this.readable();
            if (!found.has(daemonSet.uid)) {
                throw new Error(
                    `${this.what} in namespace "${namespace}" was deleted while its pre-pull was waited for; run the update again`,
                );
            }
            const view = { ...this.options, ...seen() };
            const verdict = gateVerdict({ ...view, now: this.now, startedAt: this.startedAt });
            this.warn("nodes", () => moreNodesText(view));
            if (verdict.state === "open") {
                this.warn("pull", () => nearClockText(view));
                const { state, ...result } = verdict;
                return result;
            }
            if (verdict.state === "fail") {
                throw new Error(verdict.message);
            }
            this.say(verdict.progress.line);
            for (const { cause, text } of verdict.warnings) {
                this.warn(cause, () => text);
            }
            await this.change();
        }
    }

    /** Waits until everything is known and up to date. What is out of date decides nothing: a cause may have healed unseen. */
    private async readable(): Promise<void> {
        while (!this.mirror.complete || this.mirror.away) {
            const { away } = this.mirror;
            if (this.now - this.startedAt >= this.options.gate.seconds * 1000) {
                const why = away?.message ?? `${this.client.cluster} was not read to the end`;
                throw new Error(
                    `pre-pull of ${this.options.image}: not known after ${this.options.gate.seconds} s, because ${why}`,
                );
            }
            if (away) {
                this.say(`${away.message}; trying again`);
            }
            await this.mirror.wait(READ_MS);
        }
    }

    private async change(): Promise<void> {
        this.mirror.changed = false;
        const tickAt = performance.now() + TICK_MS;
        do {
            await this.mirror.wait(POLL_MS);
        } while (!this.mirror.changed && performance.now() < tickAt);
    }

    private say(line: string): void {
        if (line !== this.lastLine) {
            this.lastLine = line;
            this.options.onProgress(line);
        }
    }

    /** Once of each subject: nodes that join change the text of the first one. */
    private warn(subject: string, textOf: () => string | undefined): void {
        const text = this.warned.has(subject) ? undefined : textOf();
        if (text !== undefined) {
            this.warned.add(subject);
            this.options.onWarning?.(text);
        }
    }

    /** Steady after the start: a clock that is set meanwhile ends no patience. */
    private get now(): number {
        return this.startedAt + (performance.now() - this.began);
    }

    private get what(): string {
        return `DaemonSet "${this.options.daemonSet}"`;
    }
}
