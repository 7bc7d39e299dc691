// What `up` answers, as text and as JSON.
import { causeTitle } from "../../../model/pulls/causes";
import type { NodeOutcome } from "../../../model/pulls/nodeOutcomes";
import { plainLine, tableText } from "../../../model/text/table";
import { labelled } from "../../terminal/wrap";
import { pullCells } from "./pullCells";

/** The answer of `up --output json`. Durations are seconds. */
export interface UpdateReport {
    readonly stack: string;
    readonly result: "succeeded" | "failed";
    /** Why it failed, in one line; the engine's own words are on stderr. */
    readonly failure?: string;
    readonly seconds: number;
    /** After which it would have been cancelled; absent where nothing bounds it. */
    readonly timeoutSeconds?: number;
    /** Resources by what was done to them; empty when it failed. */
    readonly changes: Readonly<Record<string, number>>;
    /** The images of the stack, one row for each node that was asked for one. */
    readonly pulls: readonly NodeOutcome[];
    /** Why the pulls are not known, if so. */
    readonly pullsUnknown?: string;
}

export function updateText({ pulls, pullsUnknown }: UpdateReport): string {
    if (pullsUnknown !== undefined) {
        return `\n${labelled("Pulls: ", `unknown, because ${pullsUnknown}`)}`;
    }
    if (pulls.length === 0) {
        return "\nPulls: none was needed.\n";
    }
    const images = [...new Set(pulls.map(({ image }) => image))];
    return images.map((image) => imageText(image, pulls)).join("");
}

/** Nobody reads more rows for an image; the JSON has them all. */
const MOST_NODES = 20;

function imageText(image: string, pulls: readonly NodeOutcome[]): string {
    const rows = pulls.filter((pull) => pull.image === image).sort(worstFirst);
    const shown = rows.slice(0, MOST_NODES);
    const table = tableText(["NODE", "PULL", "WAITED", "SIZE", "RESULT"], shown.map(cells));
    const more = rows.length > shown.length ? `and ${rows.length - shown.length} faster nodes\n` : "";
    return `\n${plainLine(image)}\n${table}${more}${causesText(rows)}`;
}

function worstFirst(a: NodeOutcome, b: NodeOutcome): number {
    return Number(b.result === "failed") - Number(a.result === "failed") || (b.seconds ?? 0) - (a.seconds ?? 0);
}

function cells(pull: NodeOutcome): string[] {
    const { node, result, cause } = pull;
    return [node, ...pullCells(pull), cause === undefined ? result : `${result}: ${causeTitle(cause)}`];
}

/** Each cause once, in the words of the first node that has it. */
function causesText(pulls: readonly NodeOutcome[]): string {
    const causes = new Set(pulls.flatMap(({ cause }) => cause ?? []));
    const first = [...causes].flatMap((cause) => pulls.find((pull) => pull.cause === cause) ?? []);
    return first
        .map(({ text = "", advice = "" }) => labelled("  says  ", text) + labelled("  do    ", advice))
        .join("");
}
