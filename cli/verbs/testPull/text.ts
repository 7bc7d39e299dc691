// What `test-pull` answers, as text and as JSON.

import { grouped } from "../../../model/grouped";
import { CAUSES, causeTitle } from "../../../model/pulls/causes";
import type { PulledImage } from "../../../model/testPull/pulledImage";
import type { FailedPull } from "../../../model/testPull/verdict";
import { sharedText } from "../../../model/text/sharedText";
import { plainLine, tableText } from "../../../model/text/table";
import type { NodeResult } from "../../../observe/testPull/results";
import { explainHint } from "../../terminal/explainHint";
import { pullCells } from "../up/pullCells";
import type { SkippedNode } from "./targets";

/** The answer of `test-pull --output json`. */
export interface TestPullReport {
    readonly image: string;
    /** One per pod; `node` is absent when the scheduler found none. */
    readonly results: readonly NodeResult[];
    /** The nodes that `--all-nodes` left out. */
    readonly skipped: readonly SkippedNode[];
}

export function testPullText({ image, results, skipped }: TestPullReport): string {
    const rows = results.map((result) => [
        result.node ?? "no node",
        ...(result.state === "pulled" ? pulled(result) : failed(result)),
    ]);
    return [
        `${plainLine(image)}\n\n`,
        tableText(["NODE", "PULL", "WAITED", "SIZE", "MB/S", "RESULT"], rows),
        ...skipped.map(({ node, reason }) => `${plainLine(node)} was left out: ${reason}\n`),
        ...failuresText(results),
        explainHint(results.map((result) => (result.state === "failed" ? result.cause : undefined))),
    ].join("");
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
        const { cause, text, advice } = group[0];
        const lines = [text, cause && CAUSES[cause].explanation, advice].filter((line) => line !== undefined);
        return `\n${nodesText(group)}\n${lines.map((line) => `    ${plainLine(line)}\n`).join("")}`;
    });
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
