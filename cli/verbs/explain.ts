// `image-delivery explain`: what the runbook says of a cause.
import { Command } from "commander";
import { causeSection } from "../../model/pulls/causeSection";
import { CAUSES, type CauseName } from "../../model/pulls/causes/table";
import { tableText } from "../../model/text/table";
import { UsageError } from "../../model/userError";
import { type OutputFormat, withOutput } from "../options/cluster";
import { printAnswer } from "../terminal/output";
import { labelled } from "../terminal/wrap";

export function explainCommand(): Command {
    const command = new Command("explain")
        .description("Says what a cause of a failed pull is, and what to do by the kind of registry.")
        .argument("[cause]", "such as notFound; without it all causes are listed");
    return withOutput(command).action(explain);
}

function explain(cause: string | undefined, { output }: { readonly output: OutputFormat }): void {
    if (cause === undefined) {
        printAnswer(Object.values(CAUSES), output, listText);
    } else {
        const name = causeNamed(cause);
        printAnswer({ ...CAUSES[name], section: causeSection(name) }, output, ({ section }) => sectionText(section));
    }
}

/** By its name, in any case, or by the title that stands before the colon of its explanation. */
function causeNamed(given: string): CauseName {
    const wanted = given.toLowerCase();
    const found = Object.values(CAUSES).find(
        ({ name, explanation }) =>
            name.toLowerCase() === wanted || explanation.split(":", 1)[0]?.toLowerCase() === wanted,
    );
    if (!found) {
        const names = Object.keys(CAUSES).join(", ");
        throw new UsageError(`there is no cause "${given}"; expected one of ${names}`);
    }
    return found.name;
}

function listText(causes: readonly { name: string; explanation: string }[]): string {
    return tableText(
        ["CAUSE", "WHAT IT MEANS"],
        causes.map(({ name, explanation }) => [name, explanation]),
    );
}

/** The section without the marks of Markdown that a terminal does not show. */
function sectionText(section: string): string {
    const paragraphs = section.replace(/^### /, "").replace(/\*\*/g, "").split("\n");
    return paragraphs
        .map((line) => {
            const [, item] = /^- (.*)$/.exec(line) ?? [];
            return item === undefined ? labelled("", line) : labelled("- ", item);
        })
        .join("");
}
