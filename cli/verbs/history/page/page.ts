// The page of `history --html`: one file with its plots, styles and data in it, for a browser without network.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { formatImageSize } from "../../../../model/image/size";
import type { PullRecord } from "../../../../model/pulls/statistics";
import { packageFile } from "../../../packageFile";
import { type HistoryReport, secondsText } from "../report";
import { pageData } from "./data";
import { html } from "./html";
import { percentileTable } from "./table";

export function historyPage(report: HistoryReport, records: readonly PullRecord[]): string {
    const styles = [library("uPlot.min.css"), asset("page.css")];
    const scripts = [library("uPlot.iife.min.js"), asset("page.js")];
    const data = pageData(report, records);
    return [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        // Names in the data come from a cluster: even one that escaped its quotes could neither run nor load anything.
        `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${hashes(styles)}; script-src ${hashes(scripts)}">`,
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        html`<title>Image pulls on ${report.cluster}</title>`,
        ...styles.map((text) => `<style>${text}</style>`),
        "</head>",
        "<body>",
        header(report, records),
        records.length === 0 ? '<p class="empty">No pull was seen in this time.</p>' : body(report),
        `<script type="application/json" id="data">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`,
        ...scripts.map((text) => `<script>${text}</script>`),
        "</body>",
        "</html>",
        "",
    ].join("\n");
}

function header(report: HistoryReport, records: readonly PullRecord[]): string {
    const nodes = new Set(records.map(({ node }) => node)).size;
    const slowest = records.reduce((most, { seconds }) => Math.max(most, seconds), 0);
    const waited = records.reduce((total, { waitingSeconds }) => total + waitingSeconds, 0);
    const pulled = records.reduce((total, { seconds }) => total + seconds, 0);
    const bytes = records.reduce((total, record) => total + (record.bytes ?? 0), 0);
    const tiles: [string, string][] = [
        [report.pulls.toLocaleString("en"), "pulls"],
        [String(report.images.length), "images"],
        [String(nodes), "nodes"],
        [bytes === 0 ? "unknown" : formatImageSize(bytes), "downloaded"],
        [secondsText(slowest), "slowest pull"],
        [`${Math.round((100 * waited) / (waited + pulled || 1))} %`, "of the time spent waiting for other pulls"],
    ];
    return [
        html`<header><h1>Image pulls on ${report.cluster}</h1>`,
        html`<p>${minute(report.since)} to ${minute(report.until)} UTC</p></header>`,
        '<ul class="tiles">',
        ...tiles.map(([value, label]) => html`<li><b>${value}</b> <span>${label}</span></li>`),
        "</ul>",
    ].join("\n");
}

function minute(iso: string): string {
    return iso.slice(0, 16).replace("T", " ");
}

function body(report: HistoryReport): string {
    return `<label>Image <select id="image"></select></label>
<div class="plots">
<figure><figcaption><h2>Over time</h2>
<p>Each pull, and apart from it the time in its node's queue; of one image, its pull timeout too. Drag to zoom, double-click to see all.</p></figcaption>
<div class="plot" id="time"></div></figure>
<figure><figcaption><h2>Against size</h2>
<p>Compressed size. What lies above the line took longer than the pull timeout for its size.</p></figcaption>
<div class="plot" id="size"></div></figure>
</div>
<h2>Per image and node</h2>
${percentileTable(report)}
<div id="tip" role="status" hidden></div>`;
}

function hashes(texts: readonly string[]): string {
    return texts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`).join(" ");
}

function asset(name: string): string {
    return readFileSync(packageFile(`cli/verbs/history/page/browser/${name}`), "utf8");
}

function library(name: string): string {
    return readFileSync(require.resolve(`uplot/dist/${name}`), "utf8");
}
