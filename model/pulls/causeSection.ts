/** What the runbook says of a cause, which `image-delivery explain` prints. */

import { REGISTRY_TITLES } from "../registry/kind";
import type { CauseText } from "./causes/cause";
import { CAUSES, type CauseName } from "./causes/table";
import { ADVICE_BY_KIND } from "./registryAdvice/byKind";

/** A section of Markdown. */
export function causeSection(name: CauseName): string {
    const { explanation, advice } = CAUSES[name];
    const [title = "", meaning = ""] = cutTitle(explanation);
    const kinds = Object.keys(REGISTRY_TITLES) as (keyof typeof REGISTRY_TITLES)[];
    const byKind = kinds.flatMap((kind) => {
        const own = ADVICE_BY_KIND[kind][name];
        return own === undefined ? [] : [`- ${REGISTRY_TITLES[kind]}: ${own}`];
    });
    return [
        `### ${name}`,
        `**${capital(title)}:** ${meaning}. ${patienceText(name)}`,
        byKind.length === 0 ? advice : `In general: ${advice}`,
        ...(byKind.length === 0 ? [] : [byKind.join("\n")]),
    ].join("\n\n");
}

function cutTitle(explanation: string): [string, string] {
    const colon = explanation.indexOf(": ");
    return [explanation.slice(0, colon), explanation.slice(colon + 2)];
}

function capital(text: string): string {
    return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function patienceText(name: CauseName): string {
    const { patienceSeconds, rolePatienceSeconds }: CauseText = CAUSES[name];
    if (patienceSeconds === 0) {
        return "It cannot heal, so the gate fails immediately.";
    }
    const withRole = rolePatienceSeconds ? `, or ${rolePatienceSeconds} s where a role of Azure may be new` : "";
    return Number.isFinite(patienceSeconds)
        ? `The gate fails once it has lasted ${patienceSeconds} s${withRole}.`
        : "It may heal on its own, so the gate waits until its clock runs out.";
}
