// The nodes in `status`: a line, and a table with `--nodes`.
import type { NodeStatus } from "../../../model/nodes/nodeCase";
import {
    NODE_COLUMNS,
    type NodesSummary,
    nodeFaults,
    nodeLine,
    nodeRow,
    nodesLine,
} from "../../../model/nodes/nodesReport";
import { tableText } from "../../../model/text/table";
import { coloured } from "../../terminal/colour";
import { labelled } from "../../terminal/wrap";

/** The table has them all. */
const MOST_NODES = 5;

export function nodesText(nodes: NodesSummary): string {
    const unlike = [...nodes.joining, ...nodes.cold];
    const shown = unlike.filter(({ fault }) => fault === undefined).slice(0, MOST_NODES);
    const faults = nodeFaults(nodes).slice(0, MOST_NODES);
    const more = unlike.length - shown.length - faults.length;
    return [
        labelled("", nodesLine(nodes)),
        ...shown.map((node) => labelled("  ", nodeLine(node))),
        ...(more > 0 ? [`  and ${more} more: --nodes\n`] : []),
        ...faults.flatMap(({ explanation, text, advice }) => [
            `\n${coloured("wrong", labelled("", explanation))}`,
            labelled("  says  ", text),
            labelled("  do    ", advice),
        ]),
    ].join("");
}

export function nodesTable(nodes: readonly NodeStatus[]): string {
    return nodes.length === 0
        ? "No nodes, or no permission to list them.\n"
        : tableText(NODE_COLUMNS, nodes.map(nodeRow));
}
