/** A plan as a comment of a pull request: a summary, the clocks that move, and each resource to fold out. */
import { markdownCode, markdownTable } from "../text/markdown";
import { differenceText, sizeText } from "../timeouts/sizeChanges";
import { CHARGE_NOTES } from "./charges";
import type { ClockMove } from "./clocks";
import type { PlanDifference, ResourceChange } from "./difference";
import type { ImageMove } from "./images";
import type { PropertyChange } from "./properties";
import type { PlanReport } from "./report";
import { type Json, type PlanResource, titleOf } from "./resource";

/** GitHub takes 65,536 characters in a comment; the rest is room for a heading around it. */
const MOST_CHARACTERS = 60_000;
/** Characters of one value; whole values are in the JSON. */
const MOST_OF_VALUE = 160;

const WORDS = { add: "added", update: "changed", replace: "replaced", remove: "removed" } as const;

export function planMarkdown(report: PlanReport): string {
    const { project, stack, base, difference } = report;
    const heading = `### Plan of stack ${markdownCode(stack)} of ${markdownCode(project)}\n\n`;
    if (base === undefined || difference === undefined) {
        const count = `${counted(report.resources.length, "resource")}. Without \`--base\` there is nothing to compare with.\n`;
        return heading + count + within(MOST_CHARACTERS, report.resources.map(resourceDetails));
    }
    const body = difference.changes.length === 0 && difference.clocks.length === 0 ? "" : changesOf(difference);
    return `${heading}${summary(difference, base)}\n${body}`;
}

function summary({ changes, unchanged }: PlanDifference, base: string): string {
    if (changes.length === 0) {
        return `Nothing changes against ${markdownCode(base)}: ${counted(unchanged, "resource")}.`;
    }
    const counts = Object.entries(WORDS).flatMap(([action, word]) => {
        const count = changes.filter((change) => change.action === action).length;
        return count === 0 ? [] : [`${count} ${word}`];
    });
    const reruns = changes.flatMap(({ notes }) => notes.filter((note) => note.startsWith("the migration runs")));
    const migration = reruns.length === 0 ? "" : ` **${capital(reruns[0] ?? "")}.**`;
    return `Against ${markdownCode(base)}: ${[...counts, `${unchanged} unchanged`].join(", ")}.${migration}${charges(changes)}`;
}

/** What begins or ends to cost something, said before it is spent. */
function charges(changes: PlanDifference["changes"]): string {
    const notes = changes.flatMap((change) => change.notes);
    const count = (start: string) => notes.filter((note) => note.startsWith(start)).length;
    const [started, ended] = [count(CHARGE_NOTES.start), count(CHARGE_NOTES.end)];
    const texts = [
        ...(started === 0 ? [] : [`${counted(started, "charge")} ${started === 1 ? "starts" : "start"}`]),
        ...(ended === 0 ? [] : [`${counted(ended, "charge")} ${ended === 1 ? "ends" : "end"}`]),
    ];
    return texts.length === 0 ? "" : ` **${capital(texts.join(", "))}.**`;
}

function changesOf({ changes, clocks, images }: PlanDifference): string {
    const table = (images.length === 0 ? "" : imageTable(images)) + (clocks.length === 0 ? "" : clockTable(clocks));
    return table + within(MOST_CHARACTERS - table.length, changes.map(changeDetails));
}

/** What the nodes will download, as the two revisions declare it. */
function imageTable(images: readonly ImageMove[]): string {
    const rows = images.map(({ name, before, after }) => {
        const sizes = { before: before?.bytes, after: after?.bytes };
        return [markdownCode(name), sizeText(sizes.before), sizeText(sizes.after), differenceText(sizes)];
    });
    return `\n${markdownTable(["Image of", "Declared size before", "Now", "Growth"], rows)}`;
}

function clockTable(clocks: readonly ClockMove[]): string {
    const rows = clocks.map(({ resource, clock, beforeSeconds, afterSeconds }) => [
        markdownCode(resource),
        markdownCode(clock),
        `${secondsText(beforeSeconds)} → ${secondsText(afterSeconds)}`,
    ]);
    return `\n${markdownTable(["Clock of", "", "Seconds"], rows)}`;
}

function secondsText(seconds: number | undefined): string {
    return seconds === undefined ? "default" : String(seconds);
}

function changeDetails(change: ResourceChange): string {
    const notes = change.notes.map((note) => `\n- ${note}\n`).join("");
    const rows = change.properties.map((property) => propertyRow(property, property.replaces));
    const table = rows.length === 0 ? "" : `\n${markdownTable(["Property", "Before", "After", ""], rows)}`;
    return details(`${WORDS[change.action]}: ${markdownCode(titleOf(change))}`, `${notes}${table}`);
}

/** As JSON: no line of it can end the block, since its strings are on one line and begin with a quotation mark. */
function resourceDetails(resource: PlanResource): string {
    const { inputs } = resource;
    const block = `\n\`\`\`json\n${JSON.stringify(inputs, null, 2)}\n\`\`\`\n`;
    return details(markdownCode(titleOf(resource)), Object.keys(inputs).length === 0 ? "" : block);
}

function propertyRow({ path, before, after }: PropertyChange, replaces: boolean): string[] {
    return [markdownCode(path), value(before), value(after), replaces ? "replaces" : ""];
}

function details(title: string, body: string): string {
    return body === "" ? `\n- ${title}\n` : `\n<details><summary>${title}</summary>\n${body}\n</details>\n`;
}

/** As many of the parts as have room, whole ones only: half a table would swallow what follows. */
function within(room: number, parts: readonly string[]): string {
    let text = "";
    for (const [index, part] of parts.entries()) {
        if (text.length + part.length > room) {
            return `${text}\n${counted(parts.length - index, "more resource")} not shown here: \`--format json\` has all.\n`;
        }
        text += part;
    }
    return text;
}

function value(given: Json | undefined): string {
    if (given === undefined) {
        return "";
    }
    const text = typeof given === "string" ? given : JSON.stringify(given);
    return markdownCode(text.length > MOST_OF_VALUE ? `${text.slice(0, MOST_OF_VALUE - 1)}…` : text);
}

function counted(count: number, noun: string): string {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function capital(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
