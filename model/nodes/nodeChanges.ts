/** What is new about the nodes that join, since the last time that was told. */

import type { CauseName } from "../pulls/causes";
import { spokenDuration } from "../text/durations";
import { plainLine } from "../text/table";
import type { NodeStatus } from "./nodeCase";
import { nodeLine } from "./nodesReport";

/** One line of `watch --output json` about a node. */
export interface NodeChange {
    /** ISO 8601. */
    readonly at: string;
    readonly node: string;
    /** `letIn`: it takes pods now, or is gone. */
    readonly state: "joining" | "letIn";
    readonly line: string;
    readonly healthy: boolean;
    readonly cause?: CauseName;
}

export class NodeChanges {
    /** What was last told of each node that joins, and when it was first seen. */
    private readonly told = new Map<string, { readonly text?: string; readonly since: number }>();

    /** The changes, each once. */
    since(joining: readonly NodeStatus[], now: number): NodeChange[] {
        const at = new Date(now).toISOString();
        const present = new Set(joining.map(({ node }) => node));
        const letIn = [...this.told.keys()].filter((node) => !present.has(node));
        return [
            ...letIn.map((node) => ({ at, ...this.ended(node, now) })),
            ...joining.filter((status) => this.isNew(status, now)).map((status) => ({ at, ...changeOf(status) })),
        ];
    }

    private isNew({ node, text, sinceSeconds = 0 }: NodeStatus, now: number): boolean {
        const known = this.told.get(node);
        this.told.set(node, { text, since: known?.since ?? now - sinceSeconds * 1_000 });
        return known === undefined || known.text !== text;
    }

    private ended(node: string, now: number): Omit<NodeChange, "at"> {
        const { since = now } = this.told.get(node) ?? {};
        this.told.delete(node);
        const line = `${node} is held back no more, after ${spokenDuration((now - since) / 1_000)}`;
        return { node, state: "letIn", line, healthy: true };
    }
}

function changeOf(status: NodeStatus): Omit<NodeChange, "at"> {
    const { node, fault } = status;
    const does = fault === undefined ? "" : `; ${fault.advice}`;
    return {
        node,
        state: "joining",
        line: plainLine(`${nodeLine(status)}${does}`),
        healthy: fault === undefined,
        ...(fault?.cause && { cause: fault.cause }),
    };
}
