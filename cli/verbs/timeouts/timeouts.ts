// `image-delivery timeouts SIZE`: every timeout of a rollout, derived from the size of its image, with reasons.
import { Command, Option } from "commander";
import { parseImageSize } from "../../../model/image/size";
import { type RolloutShape, type TimeoutChain, timeoutChain } from "../../../model/timeouts/chain";
import { Network } from "../../../model/timeouts/pullTime";
import { UsageError } from "../../../model/userError";
import { wholeNumber } from "../../options/cluster";
import { durationSeconds } from "../../options/duration";
import { printJson } from "../../terminal/output";
import { timeoutEnv, timeoutHelm, timeoutTable } from "./formats";

type Format = "table" | "env" | "json" | "helm";

interface Options extends Omit<RolloutShape, "imageBytes" | "runSeconds"> {
    readonly run?: number;
    readonly format: Format;
}

/** What prints a chain. The JSON is the TimeoutChain of model/timeouts.ts as it stands: its keys are part of the interface. */
const PRINTERS: Record<Format, (chain: TimeoutChain) => void> = {
    table: (chain) => process.stdout.write(timeoutTable(chain)),
    env: (chain) => process.stdout.write(timeoutEnv(chain)),
    json: printJson,
    helm: (chain) => process.stdout.write(timeoutHelm(chain)),
};

export function timeoutsCommand(): Command {
    const formats = Object.keys(PRINTERS);
    return new Command("timeouts")
        .description(
            "Derives every timeout of a rollout from the size of its image, each longer than what it waits for.",
        )
        .argument("<size>", "compressed size of the image, such as 650MB, 1.2GB or 620MiB")
        .addOption(
            new Option("--network <network>", "way to the registry").choices(Object.values(Network)).default("normal"),
        )
        .option("--run <duration>", "what the migration itself needs (default: 5m)", durationSeconds)
        .option("--nodes <number>", "nodes that pull the image (default: 100)", wholeNumber(1))
        .option("--layers <number>", "layers of the image (default: 10)", wholeNumber(1))
        .option("--replicas <number>", "replicas of the application (default: 1)", wholeNumber(1))
        .addOption(new Option("--format <format>", "what to print").choices(formats).default("table"))
        .action((size: string, { run, format, ...shape }: Options) => {
            PRINTERS[format](chainOf(size, { ...shape, runSeconds: run }));
        });
}

function chainOf(size: string, shape: Omit<RolloutShape, "imageBytes">): TimeoutChain {
    try {
        return timeoutChain({ ...shape, imageBytes: parseImageSize(size) });
    } catch (error) {
        throw new UsageError((error as Error).message);
    }
}
