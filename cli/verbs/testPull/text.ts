// What `test-pull` answers, as text and as JSON.

import { grouped } from "../../../model/grouped";
import { CAUSES, causeTitle } from "../../../model/pulls/causes";
import type { PullStage, StoppedPull } from "../../../model/pulls/stages";
import type { PulledImage } from "../../../model/testPull/pulledImage";
import type { FailedPull } from "../../../model/testPull/verdict";
import { sharedText } from "../../../model/text/sharedText";
import { plainLine, tableText } from "../../../model/text/table";
import type { NodeResult } from "../../../observe/testPull/results";
import { explainHint } from "../../terminal/explainHint";
import { pullCells } from "../up/pullCells";
import type { Skipped } from "./targets";

/** The answer of `test-pull --output json`. */
export interface TestPullReport {
    readonly image: string;
    /** One per pod; `node` is absent when the scheduler found none. */
    readonly results: readonly PoolResult[];
    /** What `--all-nodes` or `--each-pool` left out. */
    readonly skipped: readonly Skipped[];
}

type PoolResult = NodeResult & {
    /** With `--each-pool`. */
    readonly pool?: string;
};

export function testPullText({ image, results, skipped }: TestPullReport): string {
    const byPool = results.some(({ pool }) => pool !== undefined);
    return [
        `${plainLine(image)}\n\n`,
        byPool ? poolTable(results) : nodeTable(results),
        ...skipped.map(({ node, pool, reason }) => `${plainLine(node ?? `pool ${pool}`)} was left out: ${reason}\n`),
        ...(byPool ? differenceText(results) : []),
        ...failuresText(results),
        explainHint(results.map((result) => (result.state === "failed" ? result.cause : undefined))),
    ].join("");
}

function nodeTable(results: readonly NodeResult[]): string {
    const rows = results.map((result) => [
        result.node ?? "no node",
        ...(result.state === "pulled" ? pulled(result) : failed(result)),
    ]);
    return tableText(["NODE", "PULL", "WAITED", "SIZE", "MB/S", "RESULT"], rows);
}

function poolTable(results: readonly PoolResult[]): string {
    const rows = results.map((result) => [
        result.pool ?? "",
        result.node ?? "no node",
        result.state === "pulled" ? (pullCells(result)[0] ?? "") : "",
        result.wholeSeconds === undefined ? "" : `${result.wholeSeconds} s`,
        result.state === "pulled" ? "started" : (result.stopped?.reached ?? "-"),
        result.state === "pulled" ? (pulled(result).at(-1) ?? "") : failedAt(result),
    ]);
    return tableText(["POOL", "NODE", "PULL", "IN ALL", "CAME TO", "RESULT"], rows);
}

/** What ends with each stage. */
const STEPS: Readonly<Record<PullStage, string>> = {
    name: "name",
    connection: "connection",
    TLS: "TLS",
    token: "token",
    manifest: "manifest",
    blobs: "layers",
    unpacked: "unpacking",
    started: "start",
};

function failedAt({ cause, stopped }: FailedPull): string {
    const title = cause === undefined ? "failed" : `failed: ${causeTitle(cause)}`;
    return stopped === undefined
        ? title
        : `${title}, at ${STEPS[stopped.stage]}${stopped.host ? `: ${stopped.host}` : ""}`;
}

/** What works on one pool and not on another is not the image's fault. */
function differenceText(results: readonly PoolResult[]): string[] {
    const poolsOf = (state: NodeResult["state"]) =>
        results.filter((result) => result.state === state).map(({ pool }) => plainLine(pool ?? ""));
    const [good, bad] = [poolsOf("pulled"), poolsOf("failed")];
    return good.length === 0 || bad.length === 0
        ? []
        : [
              `\nThe pull works on ${good.join(", ")} and fails on ${bad.join(", ")}: compare the pools' subnets, firewalls, identities and node images.\n`,
          ];
}

function pulled(pull: PulledImage): string[] {
    const { seconds, bytes, alreadyPresent, slow } = pull;
    const speed = seconds && bytes && !alreadyPresent ? (bytes / 1e6 / seconds).toFixed(1) : "";
    return [...pullCells(pull), speed, resultText({ alreadyPresent, slow, timed: seconds !== undefined })];
}

function resultText({
    alreadyPresent,
    slow,
    timed,
}: {
    alreadyPresent: boolean;
    slow: boolean;
    timed: boolean;
}): string {
    if (alreadyPresent) {
        return "already present: only the manifest was checked";
    }
    if (!timed) {
        return "pulled; the kubelet's event with the time was lost";
    }
    return slow ? "pulled, slower than the pull timeout for its size" : "pulled";
}

function failed({ cause }: FailedPull): string[] {
    return ["", "", "", "", cause === undefined ? "failed" : `failed: ${causeTitle(cause)}`];
}

/** Each cause once, with the nodes that have it and the words of the first of them. */
function failuresText(results: readonly NodeResult[]): string[] {
    const failed = results.filter((result) => result.state === "failed");
    return [...grouped(failed, failureKey).values()].map((group) => {
        const { cause, text, advice, stopped } = group[0];
        const lines = [text, cause && CAUSES[cause].explanation, stopped && stoppedText(stopped), advice].filter(
            (line) => line !== undefined,
        );
        return `\n${nodesText(group)}\n${lines.map((line) => `    ${plainLine(line)}\n`).join("")}`;
    });
}

function stoppedText({ stage, reached, host }: StoppedPull): string {
    const before = reached === undefined ? "" : `; the last step that worked: ${reached}`;
    return `failed at: ${STEPS[stage]}${host === undefined ? "" : ` (${host})`}${before}`;
}

/** Texts that name no known cause tell faults apart. */
function failureKey({ cause, text, node }: Extract<NodeResult, { state: "failed" }>): string {
    return cause === undefined || cause === "unknown" ? sharedText(text, [node]) : cause;
}

const MOST_NODES = 5;

function nodesText(results: readonly NodeResult[]): string {
    const names = results.slice(0, MOST_NODES).map(({ node }) => plainLine(node ?? "no node"));
    const more = results.length - names.length;
    return `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
