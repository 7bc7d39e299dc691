// `image-delivery step-timeout --stack NAME`: minutes for the step of a pipeline that runs `pulumi up`.
import { resolve } from "node:path";
import { Command } from "commander";
import { updateSeconds } from "../../model/plan/updateClock";

/** A program that declares no wait may still create a registry or a cluster. */
const LEAST_MINUTES = 60;

export function stepTimeoutCommand(): Command {
    return new Command("step-timeout")
        .description(
            "Prints the minutes that the step or job of a pipeline needs for `pulumi up` of a stack: what the program's gates " +
                `and waits take at most, and at least ${LEAST_MINUTES}. Needs no credential and no cluster.`,
        )
        .requiredOption("-s, --stack <name>", "the stack, by its Pulumi.<name>.yaml")
        .option("--dir <folder>", "folder of Pulumi.yaml", ".")
        .action(async ({ stack, dir }: { stack: string; dir: string }) => {
            const { plan } = await import("./plan/plan");
            const { report } = await plan({ folder: resolve(dir), stack });
            const minutes = Math.ceil((updateSeconds(report.resources) ?? 0) / 60);
            process.stdout.write(`${Math.max(LEAST_MINUTES, minutes)}\n`);
        });
}
