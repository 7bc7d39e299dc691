// Nodes that join and leave while a rollout waits for the others.
import { setTimeout as sleep } from "node:timers/promises";
import { joinSimulatedNode, leaveSimulatedNode } from "../../platform/kubernetes/nodes";

/** Of all nodes, those that join in a minute, and as many that leave. */
const SHARE = 0.02;
/** No more than these in all, however long it takes. */
const MOST = 0.1;

export class Churn {
    private ended = false;
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

    private async change(): Promise<void> {
        const everyMs = 60_000 / Math.max(2, this.nodes * SHARE);
        const most = Math.max(1, this.nodes * MOST);
        for (let index = 0; index < most; index++) {
            await sleep(everyMs);
            if (this.ended) {
                return;
            }
            await leaveSimulatedNode(this.nodes - index);
            await joinSimulatedNode(this.nodes + 1 + index);
        }
    }
}
