// `image-delivery step-timeout --stack NAME`: minutes for the step of a pipeline that runs `pulumi up`.
import { resolve } from "node:path";
import { Command } from "commander";
import { LEAST_STEP_MINUTES, stepMinutes } from "../../model/plan/updateClock";

export function stepTimeoutCommand(): Command {
    return new Command("step-timeout")
        .description(
            "Prints the minutes that the step or job of a pipeline needs for `pulumi up` of a stack: what the program's gates " +
                `and waits take at most, and at least ${LEAST_STEP_MINUTES}. Needs no credential and no cluster.`,
        )
        .requiredOption("-s, --stack <name>", "the stack, by its Pulumi.<name>.yaml")
        .option("--dir <folder>", "folder of Pulumi.yaml", ".")
        .action(async ({ stack, dir }: { stack: string; dir: string }) => {
            const { plan } = await import("./plan/plan");
            const { report } = await plan({ folder: resolve(dir), stack });
            process.stdout.write(`${stepMinutes(report.resources)}\n`);
        });
}
