// The two forms of `watch`: a block that is rewritten on a terminal, and a line for each change elsewhere.
import { formatImageSize } from "../../../model/image/size";
import type { NodeStatus } from "../../../model/nodes/nodeCase";
import { type NodeChange, NodeChanges } from "../../../model/nodes/nodeChanges";
import { nodeLine } from "../../../model/nodes/nodesReport";
import { type EndedWait, type WatchChange, WatchChanges } from "../../../model/pods/changes";
import type { PodDiagnosis } from "../../../model/pods/diagnosis";
import { podLine } from "../../../model/pods/line";
import { RefusalChanges, refusalLine } from "../../../model/pods/refusalChanges";
import { type Refusal, refusedText } from "../../../model/pods/refusals";
import { plainText } from "../../../model/text/plain";
import { plainLine, WIDTH } from "../../../model/text/table";
import type { NodeUsage } from "../../../observe/pods/nodeUsage";
import type { OutputFormat } from "../../options/cluster";
import { dataText } from "../../terminal/output";
import { rewritten } from "../../terminal/rewritten";

export interface WatchState {
    readonly waiting: readonly PodDiagnosis[];
    /** The nodes that take no pods before they are warm. */
    readonly joining?: readonly NodeStatus[];
    /** The pods that have ceased to wait since the last state. */
    readonly ended: readonly EndedWait[];
    /** Workloads whose pods the API server does not accept. */
    readonly refusals: readonly Refusal[];
    /** Bytes by reference. */
    readonly sizes: ReadonlyMap<string, number>;
    readonly usage: ReadonlyMap<string, NodeUsage>;
    /** Why the cluster cannot be asked at present, if so. */
    readonly away?: string;
    readonly now: number;
}

export interface WatchPrinter {
    show(state: WatchState): void;
    end(): void;
}

export function blockPrinter(stream: NodeJS.WriteStream): WatchPrinter {
    const block = rewritten(stream, { showCursor: false });
    return {
        show: (state) => {
            // A terminal that does not tell its size has 0 columns.
            const lines = blockLines(state).map((line) => plainText(line, stream.columns || WIDTH));
            // The last row stays free for the cursor.
            const room = Math.max(2, (stream.rows || 24) - 1);
            const shown = lines.length <= room ? lines : lines.slice(0, room - 1);
            const more = lines.length - shown.length;
            block([...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("\n"));
        },
        end: () => block.done(),
    };
}

export function blockLines({ waiting, joining = [], refusals, sizes, usage, away, now }: WatchState): string[] {
    const stuck = waiting.filter(({ healthy }) => !healthy).length;
    const pods = waiting.length === 1 ? "1 pod" : `${waiting.length} pods`;
    const refused = refusals.length === 0 ? "" : `; ${refusedText(refusals.length)}`;
    const nodes =
        joining.length === 0 ? "" : `; ${joining.length === 1 ? "1 node" : `${joining.length} nodes`} joining`;
    const head = `${new Date(now).toISOString()}: ${pods} waiting, ${stuck} of them stuck${refused}${nodes}`;
    const longestFirst = [...waiting].sort((a, b) => b.sinceSeconds - a.sinceSeconds);
    return [
        away === undefined ? head : `${away}; trying again`,
        ...refusals.map((refusal) => refusalLine(refusal, now)),
        ...longestFirst.map((diagnosis) => `${podLine(diagnosis, sizes)}${usageText(usage, diagnosis.pod.node)}`),
        ...joining.map(nodeLine),
    ];
}

function usageText(usage: ReadonlyMap<string, NodeUsage>, node = ""): string {
    const used = usage.get(node);
    return used ? `; its node uses ${used.cores.toFixed(1)} cores, ${formatImageSize(used.memoryBytes)}` : "";
}

export function linePrinter(output: OutputFormat, write: (text: string) => void): WatchPrinter {
    const changes = new WatchChanges();
    const refused = new RefusalChanges();
    const nodes = new NodeChanges();
    let awaySaid: string | undefined;
    return {
        show: ({ waiting, joining = [], ended, refusals, sizes, away, now }) => {
            const ofPods = changes.since(waiting, ended, sizes, now);
            for (const change of [...ofPods, ...refused.since(refusals, now), ...nodes.since(joining, now)]) {
                write(changeText(change, output));
            }
            if (away !== awaySaid && away !== undefined) {
                process.stderr.write(`${plainLine(away)}; trying again\n`);
            }
            awaySaid = away;
        },
        end: () => undefined,
    };
}

function changeText(change: WatchChange | NodeChange, output: OutputFormat): string {
    switch (output) {
        case "json":
            return `${JSON.stringify(change)}\n`;
        case "yaml":
            return `---\n${dataText(change, "yaml")}`;
        case "table":
            return `${plainLine(`${change.at} ${change.line}`)}\n`;
    }
}
