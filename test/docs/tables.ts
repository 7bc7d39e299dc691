// The tables of the runbook that follow from model/: written by these functions, and compared with the files by a test.

import { formatImageSize } from "../../model/image/size";
import { causeSection } from "../../model/pulls/causeSection";
import { CAUSES, type CauseName } from "../../model/pulls/causes";
import { timeoutChain } from "../../model/timeouts/chain";

const SIZES = [100e6, 300e6, 778e6, 1.2e9, 5e9, 10e9];

/** A table of Markdown. */
export function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
    return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |`).join("\n");
}

/** A bar ends a cell, even in code. */
function cell(text: string): string {
    return text.replaceAll("|", "\\|");
}

/** A section for each cause. */
function causes(): string {
    return `\n${(Object.keys(CAUSES) as CauseName[]).map(causeSection).join("\n\n")}\n`;
}

/** The chain for typical sizes. */
function timeouts(): string {
    const rows = SIZES.map((imageBytes) => {
        const { pull, gate, job, deployment, step } = timeoutChain({ imageBytes });
        const seconds = [pull, gate, job, deployment, step].map((clock) => clock.seconds.toLocaleString("en-US"));
        return [formatImageSize(imageBytes), ...seconds];
    });
    return markdown(["size", "pull", "pre-pull gate", "Job deadline", "Deployment progress", "CI step, Helm"], rows);
}

export const TABLES: Readonly<Record<string, () => string>> = { causes, timeouts };
