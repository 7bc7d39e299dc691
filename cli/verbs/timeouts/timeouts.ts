// `image-delivery timeouts SIZE`: every timeout of a rollout, derived from the size of its image, with reasons.
import { Command, InvalidArgumentError, Option } from "commander";
import { parseImageSize } from "../../../model/image/size";
import { type RolloutShape, type TimeoutChain, timeoutChain } from "../../../model/timeouts/chain";
import { parsePullRate } from "../../../model/timeouts/pullRate";
import { Network } from "../../../model/timeouts/pullTime";
import { UsageError } from "../../../model/userError";
import { type ClusterOptions, wholeNumber, withKubeconfig } from "../../options/cluster";
import { durationSeconds } from "../../options/duration";
import { printJson } from "../../terminal/output";
import { timeoutEnv, timeoutHelm, timeoutTable } from "./formats";
import { type HistoryChains, historyChains, historyChainsText } from "./fromHistory";

type Format = "table" | "env" | "json" | "helm";

interface Options extends Omit<RolloutShape, "imageBytes" | "runSeconds" | "bytesPerSecond">, ClusterOptions {
    readonly run?: number;
    readonly pullRate?: number;
    readonly fromHistory?: boolean;
    readonly format: Format;
}

/** What prints a chain. The JSON is the TimeoutChain of model/timeouts as it stands: its keys are part of the interface. */
const PRINTERS: Record<Format, (chain: TimeoutChain) => void> = {
    table: (chain) => process.stdout.write(timeoutTable(chain)),
    env: (chain) => process.stdout.write(timeoutEnv(chain)),
    json: printJson,
    helm: (chain) => process.stdout.write(timeoutHelm(chain)),
};

/** What prints the two chains of a cluster's history: for a shell, that of the measured rate alone. */
const HISTORY_PRINTERS: Record<Format, (chains: HistoryChains) => void> = {
    table: (chains) => process.stdout.write(historyChainsText(chains)),
    env: ({ measured }) => PRINTERS.env(measured),
    json: printJson,
    helm: ({ measured }) => PRINTERS.helm(measured),
};

export function timeoutsCommand(): Command {
    const formats = Object.keys(PRINTERS);
    const command = new Command("timeouts")
        .description(
            "Derives every timeout of a rollout from the size of its image, each longer than what it waits for.",
        )
        .argument("<size>", "compressed size of the image, such as 650MB, 1.2GB or 620MiB")
        .addOption(
            new Option("--network <network>", "way to the registry (default: normal)").choices(Object.values(Network)),
        )
        .addOption(
            new Option("--pull-rate <rate>", "slowest healthy pull that was measured, such as 9MB/s")
                .argParser(pullRate)
                .conflicts("network"),
        )
        .addOption(
            new Option(
                "--from-history",
                "measure that rate by the pulls that `image-delivery history` keeps",
            ).conflicts(["network", "pullRate"]),
        )
        .option("--run <duration>", "what the migration itself needs (default: 5m)", durationSeconds)
        .option("--nodes <number>", "nodes that pull the image (default: 100)", wholeNumber(1))
        .option("--layers <number>", "layers of the image (default: 10)", wholeNumber(1))
        .option("--replicas <number>", "replicas of the application (default: 1)", wholeNumber(1))
        .option("--awaits-role", "the program assigns the role with which the nodes pull")
        .addOption(new Option("--format <format>", "what to print").choices(formats).default("table"));
    return withKubeconfig(command).action(timeouts);
}

async function timeouts(size: string, options: Options): Promise<void> {
    const { run, pullRate, fromHistory, format, network, nodes, layers, replicas, awaitsRole } = options;
    const shape = { network, nodes, layers, replicas, awaitsRole, runSeconds: run, bytesPerSecond: pullRate };
    const complete = usable(() => ({ ...shape, imageBytes: parseImageSize(size) }));
    const chain = usable(() => timeoutChain(complete));
    if (fromHistory) {
        HISTORY_PRINTERS[format](await historyChains(complete, chain, options));
    } else {
        PRINTERS[format](chain);
    }
}

function usable<T>(derive: () => T): T {
    try {
        return derive();
    } catch (error) {
        throw new UsageError((error as Error).message);
    }
}

function pullRate(text: string): number {
    try {
        return parsePullRate(text);
    } catch {
        throw new InvalidArgumentError("It must be a rate such as 9MB/s, 1.5GB/s or 900kB/s.");
    }
}
