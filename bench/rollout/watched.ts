// Follows pods and nodes as they are, to say afterwards when enough nodes had the image.
import * as fs from "node:fs";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { Agent, request } from "undici";
import { API_SERVER, PKI } from "../../platform/paths";

interface Condition {
    readonly type: string;
    readonly status: string;
}

interface Change {
    readonly type: "ADDED" | "MODIFIED" | "DELETED";
    readonly object: {
        readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
        readonly spec: { readonly nodeName?: string };
        readonly status: { readonly conditions?: readonly Condition[] };
    };
}

/** A node, or the pod on a node, that became Ready or ended being it. */
interface Step {
    readonly at: number;
    readonly kind: "node" | "pod";
    readonly node: string;
    readonly ready: boolean;
}

export class Watched {
    private readonly steps: Step[] = [];
    private readonly end = new AbortController();
    private readonly reading: Promise<void>[] = [];

    constructor(namespace: string, nodeLabel: string) {
        const pods = `/api/v1/namespaces/${namespace}/pods?watch=1`;
        const nodes = `/api/v1/nodes?watch=1&labelSelector=${encodeURIComponent(nodeLabel)}`;
        this.reading.push(this.follow("node", nodes), this.follow("pod", pods));
    }

    async stop(): Promise<void> {
        this.end.abort();
        await Promise.all(this.reading);
    }

    /** Since when the share of the nodes has had the image, as of `openAt` or, where that was seen later, soon after it. */
    reachedAt(quorum: number, openAt: number): number | undefined {
        const ready = { node: new Set<string>(), pod: new Set<string>() };
        let warm = 0;
        let reached: number | undefined;
        for (const step of this.steps) {
            if (step.at > openAt && reached !== undefined) {
                return reached;
            }
            const isWarm = () => Number(ready.node.has(step.node) && ready.pod.has(step.node));
            const before = isWarm();
            ready[step.kind][step.ready ? "add" : "delete"](step.node);
            warm += isWarm() - before;
            const enough = warm > 0 && warm >= Math.ceil(quorum * ready.node.size - 1e-9);
            reached = enough ? (reached ?? step.at) : undefined;
        }
        return reached;
    }

    private async follow(kind: Step["kind"], resource: string): Promise<void> {
        const [ca, cert, key] = ["ca.crt", "admin.crt", "admin.key"].map((name) =>
            fs.readFileSync(path.join(PKI, name)),
        );
        const dispatcher = new Agent({ connect: { ca, cert, key }, bodyTimeout: 0 });
        try {
            const { body } = await request(`${API_SERVER}${resource}`, { dispatcher, signal: this.end.signal });
            for await (const line of createInterface({ input: body })) {
                this.note(kind, JSON.parse(line) as Change);
            }
        } catch (error) {
            if (!this.end.signal.aborted) {
                throw error;
            }
        } finally {
            await dispatcher.destroy();
        }
    }

    private note(kind: Step["kind"], { type, object }: Change): void {
        const node = kind === "node" ? object.metadata.name : object.spec.nodeName;
        const ready =
            object.status.conditions?.some((each) => each.type === "Ready" && each.status === "True") ?? false;
        const there = type !== "DELETED" && object.metadata.deletionTimestamp === undefined;
        if (node !== undefined) {
            this.steps.push({ at: Date.now(), kind, node, ready: there && ready });
        }
    }
}
