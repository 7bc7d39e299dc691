// `image-delivery plan --stack NAME`: what a program asks for, without a credential or a cluster, and what a change does to it.
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { planMarkdown } from "../../../model/plan/markdown";
import type { PlanReport } from "../../../model/plan/report";
import { plainLine } from "../../../model/text/table";
import { printJson } from "../../terminal/output";

interface Options {
    readonly stack: string;
    readonly base?: string;
    readonly dir: string;
    readonly format: "markdown" | "json";
}

/** The JSON is the PlanReport of model/planReport.ts as it stands: its keys are part of the interface. */
const PRINTERS: Record<Options["format"], (report: PlanReport) => void> = {
    markdown: (report) => process.stdout.write(planMarkdown(report)),
    json: printJson,
};

export function planCommand(): Command {
    return new Command("plan")
        .description(
            "Shows the resources of a stack without a credential, a cluster or a state, and with --base what changes: for " +
                "pull requests from forks, where a preview has no secrets. Secrets are [secret], what only a deployment " +
                "knows is <computed>. Both revisions run with the packages that are installed now.",
        )
        .requiredOption("-s, --stack <name>", "the stack, by its Pulumi.<name>.yaml")
        .option("--base <revision>", "revision of git to compare with, such as origin/main")
        .option("--dir <folder>", "folder of Pulumi.yaml", ".")
        .addOption(new Option("--format <format>", "what to print").choices(Object.keys(PRINTERS)).default("markdown"))
        .action(async ({ dir, format, ...request }: Options) => {
            const { plan } = await import("./plan");
            const { report, warnings } = await plan({ ...request, folder: resolve(dir) });
            for (const warning of warnings) {
                process.stderr.write(`warning: ${plainLine(warning)}\n`);
            }
            PRINTERS[format](report);
        });
}
