// What `history` answers, as text and as JSON.
import { grouped } from "../../../model/grouped";
import { formatImageSize } from "../../../model/image/size";
import type { PullStatistics } from "../../../model/pulls/statistics";
import { plainLine, tableText } from "../../../model/text/table";

/** The answer of `history --output json`. Durations are seconds, times ISO 8601. */
export interface HistoryReport {
    readonly cluster: string;
    readonly since: string;
    readonly until: string;
    readonly pulls: number;
    /** One per image, over all nodes. */
    readonly images: readonly PullStatistics[];
    /** One per image and node. */
    readonly nodes: readonly PullStatistics[];
}

export function historyText({ cluster, since, pulls, images, nodes }: HistoryReport): string {
    const head = `${pulls} ${pulls === 1 ? "pull" : "pulls"} since ${since} on ${plainLine(cluster)}\n`;
    if (pulls === 0) {
        return `${head}A cluster keeps its events for an hour: run this at least as often to miss none.\n`;
    }
    const byImage = nodesByImage(nodes);
    return head + images.map((image) => imageText(image, byImage.get(image.image) ?? [])).join("");
}

export function nodesByImage(nodes: readonly PullStatistics[]): Map<string, PullStatistics[]> {
    return grouped(nodes, ({ image }) => image);
}

/** Nobody reads more rows for an image. */
const MOST_NODES = 20;

/** Those with the highest P90, which are what one looks for, and how many others there are. */
export function slowestNodes(nodes: readonly PullStatistics[]): { slowest: PullStatistics[]; others: number } {
    const slowest = [...nodes].sort((a, b) => b.p90 - a.p90).slice(0, MOST_NODES);
    return { slowest, others: nodes.length - slowest.length };
}

const HEAD = ["NODE", "PULLS", "P50", "P90", "P99", "MAX", "MB/S", "WAITING"];

function imageText(image: PullStatistics, nodes: readonly PullStatistics[]): string {
    const size = image.bytes === undefined ? "" : ` (${formatImageSize(image.bytes)})`;
    const { slowest, others } = slowestNodes(nodes);
    const rows = slowest.map((row) => cells(plainLine(row.node ?? ""), row));
    const all = nodes.length > 1 ? [cells(`all ${nodes.length} nodes`, image)] : [];
    const more = others > 0 ? `and ${others} faster nodes, all of them with --output json\n` : "";
    return `\n${plainLine(image.image)}${size}\n${tableText(HEAD, [...all, ...rows])}${more}`;
}

function cells(name: string, row: PullStatistics): string[] {
    return [
        name,
        String(row.count),
        ...[row.p50, row.p90, row.p99, row.max].map(secondsText),
        row.megabytesPerSecond?.toFixed(1) ?? "",
        `${Math.round(row.waitingShare * 100)} %`,
    ];
}

/** Three digits are what a pull time is worth. */
export function secondsText(seconds: number): string {
    return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}
