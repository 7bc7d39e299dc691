// `image-delivery up --stack NAME`: an update of a stack that ends on its own, and says what its image pulls took.
import { resolve } from "node:path";
import { Command } from "commander";
import { type ClusterOptions, clusterAccess, type OutputFormat, withCluster, withOutput } from "../../options/cluster";
import { durationSeconds } from "../../options/duration";
import { hasColour } from "../../terminal/colour";
import { printAnswer } from "../../terminal/output";
import { updateText } from "./report";

interface Options extends ClusterOptions {
    readonly stack: string;
    readonly dir: string;
    readonly timeout?: number;
    readonly output: OutputFormat;
}

export function upCommand(): Command {
    const command = new Command("up")
        .description(
            "Runs `pulumi up` for the project's own program, and ends with what became of the stack's images on each node. " +
                "A run that takes longer than all of the program's timeouts together is cancelled in order. " +
                "The locks of updates that were killed on this machine are released first.",
        )
        .requiredOption("-s, --stack <name>", "the stack, by its Pulumi.<name>.yaml")
        .option("--dir <folder>", "folder of Pulumi.yaml", ".")
        .option(
            "--timeout <duration>",
            "cancel after so long (default: what the program's gates and waits take at most)",
            durationSeconds,
        )
        .addHelpText(
            "after",
            "\nThe pulls are read from the cluster of --kubeconfig and --context: give those that the stack deploys to.",
        );
    return withOutput(withCluster(command)).action(up);
}

async function up({ stack, dir, timeout, output, namespace, ...cluster }: Options): Promise<void> {
    const { updateStack } = await import("./update");
    const engineOutput = output === "table" ? process.stdout : process.stderr;
    const report = await updateStack({
        stack,
        folder: resolve(dir),
        timeoutSeconds: timeout,
        namespace,
        cluster: clusterAccess(cluster),
        env: hasColour() ? {} : { NO_COLOR: "1" },
        onOutput: (text) => void engineOutput.write(text),
    });
    printAnswer(report, output, updateText);
    if (report.failure !== undefined) {
        process.stderr.write(`image-delivery: ${report.failure}\n`);
        process.exitCode = 1;
    }
}
