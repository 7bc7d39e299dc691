// The table of percentiles, each row with a bar on a scale that all rows share.
import { formatImageSize } from "../../../../model/image/size";
import type { PullStatistics } from "../../../../model/pulls/statistics";
import { type HistoryReport, nodesByImage, secondsText, slowestNodes } from "../report";
import { html } from "./html";
import { shortImage } from "./shortImage";

export function percentileTable({ images, nodes }: HistoryReport): string {
    const most = images.reduce((value, { max }) => Math.max(value, max), 1);
    const byImage = nodesByImage(nodes);
    const bodies = images.map((image, index) => imageRows(image, byImage.get(image.image) ?? [], most, index));
    return `<table>
<thead><tr><th>Image, node</th><th class="n">Pulls</th><th class="n">P50</th><th class="n">P90</th><th class="n">P99</th>
<th class="n">Max</th><th>${scaleBar(most)}</th><th class="n">MB/s</th><th class="n">Waited P50</th><th class="n">Waited max</th>
<th>Pulling / waiting</th></tr></thead>
${bodies.join("\n")}
</table>`;
}

function imageRows(image: PullStatistics, nodes: readonly PullStatistics[], most: number, index: number): string {
    const { slowest, others } = slowestNodes(nodes);
    const size = image.bytes === undefined ? "" : html` <small>${formatImageSize(image.bytes)}</small>`;
    const shown = html`${shortImage(image.image)}`.replace("@", "<wbr>@");
    const name = `${html`<th scope="rowgroup" title="${image.image}">`}${shown}`;
    const rows = slowest.map((row) => `<tr>${html`<th scope="row">${row.node ?? ""}</th>`}${cells(row, most)}</tr>`);
    return [
        `<tbody data-image="${index}">`,
        `<tr class="image">${name}${size}</th>${cells(image, most)}</tr>`,
        ...rows,
        others > 0 ? `<tr><th scope="row" colspan="11">and ${others} faster nodes</th></tr>` : "",
        "</tbody>",
    ].join("\n");
}

function cells(row: PullStatistics, most: number): string {
    const numbers = [String(row.count), ...[row.p50, row.p90, row.p99, row.max].map(secondsText)].map(
        (text) => `<td class="n">${text}</td>`,
    );
    return [
        ...numbers,
        `<td>${percentileBar(row, most)}</td>`,
        `<td class="n">${row.megabytesPerSecond?.toFixed(1) ?? ""}</td>`,
        `<td class="n">${secondsText(row.waitingP50)}</td><td class="n">${secondsText(row.waitingMax)}</td>`,
        `<td>${shareBar(row.waitingShare)}</td>`,
    ].join("");
}

const WIDTH = 220;
const HEIGHT = 16;
const LEAST_SECONDS = 0.1;

/** Logarithmic: a pull of half a second and one of ten minutes are to be read in the same table. */
function position(seconds: number, most: number): number {
    const decades = Math.log10(Math.max(seconds, LEAST_SECONDS) / LEAST_SECONDS);
    return Math.round((WIDTH - 8) * (decades / Math.log10(Math.max(most, 1) / LEAST_SECONDS)) * 10) / 10 + 4;
}

function svg(width: number, label: string, content: string): string {
    const start = html`<svg width="${width}" height="${HEIGHT}" role="img" aria-label="${label}">`;
    return `${start}${content}</svg>`;
}

function percentileBar({ p50, p90, p99, max }: PullStatistics, most: number): string {
    const [a, b, c, d] = [p50, p90, p99, max].map((value) => position(value, most)) as [number, number, number, number];
    const label = `P50 ${secondsText(p50)}, P90 ${secondsText(p90)}, P99 ${secondsText(p99)}, max ${secondsText(max)}`;
    const shapes = [
        ...decades(most).map((value) => `<path class="grid" d="M${position(value, most)} 0V${HEIGHT}"/>`),
        `<path class="range" d="M${a} 8H${d}"/>`,
        `<rect class="bar" x="${a}" y="5" width="${Math.max(1, b - a)}" height="6"/>`,
        `<path class="tick" d="M${c} 4V12"/>`,
        `<circle class="median" cx="${a}" cy="8" r="3.5"/>`,
    ];
    return svg(WIDTH, label, shapes.join(""));
}

function scaleBar(most: number): string {
    const labels = decades(most).map((value) => `<text x="${position(value, most)}" y="12">${value} s</text>`);
    return svg(WIDTH, "seconds, logarithmic", labels.join(""));
}

function decades(most: number): number[] {
    return [1, 10, 100, 1_000, 10_000].filter((value) => value <= most);
}

const SHARE_WIDTH = 90;

function shareBar(waiting: number): string {
    const pulling = Math.round((1 - waiting) * SHARE_WIDTH);
    const label = `${Math.round(waiting * 100)} % waiting`;
    const shapes = [
        `<rect class="pull" x="0" y="4" width="${pulling}" height="8"/>`,
        `<rect class="wait" x="${pulling}" y="4" width="${SHARE_WIDTH - pulling}" height="8"/>`,
    ];
    return `${svg(SHARE_WIDTH, label, shapes.join(""))} ${Math.round(waiting * 100)} %`;
}
