// Nodes that join and leave while a rollout waits for the others.
import { setTimeout as sleep } from "node:timers/promises";
import { joinSimulatedNode, leaveSimulatedNode, simulatedNodeName } from "../../platform/kubernetes/nodes";
import type { ReadyTimes } from "./readyTimes";

/** Of all nodes, those that join in a minute, and as many that leave. */
const SHARE = 0.02;
/** No more than these in all, however long it takes. */
const MOST = 0.1;

export class Churn {
    private ended = false;
    private readonly leftAt = new Map<string, number>();
    private changing: Promise<void> = Promise.resolve();

    /** @param nodes numbered from 1; the last of them leave, and those that join are numbered on. */
    constructor(private readonly nodes: number) {}

    start(): void {
        this.changing = this.change();
    }

    async stop(): Promise<void> {
        this.ended = true;
        await this.changing;
    }

    /** The nodes that had not left by then, of those that were there from the start or became Ready by `joinedBy`. */
    nodesAt(time: number, ready: ReadyTimes, joinedBy: number): string[] {
        const first = Array.from({ length: this.nodes }, (_, index) => simulatedNodeName(index + 1));
        const joined = [...ready].filter(([, at]) => at <= joinedBy).map(([name]) => name);
        return [...new Set([...first, ...joined])].filter(
            (name) => (this.leftAt.get(name) ?? Number.POSITIVE_INFINITY) > time,
        );
    }

    private async change(): Promise<void> {
        const everyMs = 60_000 / Math.max(2, this.nodes * SHARE);
        const most = Math.max(1, this.nodes * MOST);
        for (let index = 0; index < most; index++) {
            await sleep(everyMs);
            if (this.ended) {
                return;
            }
            await leaveSimulatedNode(this.nodes - index);
            this.leftAt.set(simulatedNodeName(this.nodes - index), Date.now());
            await joinSimulatedNode(this.nodes + 1 + index);
        }
    }
}
