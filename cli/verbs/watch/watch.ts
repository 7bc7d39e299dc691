// `image-delivery watch`: the pods that wait, live.
import { Command } from "commander";
import { nodeStatuses } from "../../../model/nodes/nodeStatus";
import { waitingPods } from "../../../model/pods/waiting";
import { kubernetesClient } from "../../../observe/cluster/client";
import { NodeUsageReader } from "../../../observe/pods/nodeUsage";
import { WaitingWatch } from "../../../observe/pods/watch";
import { clusterAccess, type OutputFormat, withCluster, withOutput } from "../../options/cluster";
import { chosenNamespace, type NamespaceOptions, withAllNamespaces } from "../../options/namespaces";
import { untilInterrupted } from "../../terminal/interrupts";
import { blockPrinter, linePrinter, type WatchState } from "./printers";

type Options = NamespaceOptions & { readonly output: OutputFormat };

export function watchCommand(): Command {
    const command = new Command("watch")
        .description(
            "Shows live the pods that wait (phase, progress by the size of the image, cause where it fails), the workloads that are refused their pods, and the nodes that join.",
        )
        .addHelpText(
            "after",
            "\nPiped, it prints a line for each change; with --output json or yaml, one object each.",
        );
    return withAllNamespaces(withCluster(withOutput(command))).action((options: Options) =>
        untilInterrupted((signal) => watch(options, signal)),
    );
}

/** How often changes are looked at; on a terminal, times and progress are counted up as well. */
const LOOK_MS = 1_000;

async function watch(options: Options, signal: AbortSignal): Promise<void> {
    const client = await kubernetesClient(clusterAccess(options));
    const watched = new WaitingWatch(client, chosenNamespace(client, options), signal);
    const usage = new NodeUsageReader(client, signal);
    const { stdout } = process;
    const rewrites = options.output === "table" && stdout.isTTY;
    const printer = rewrites ? blockPrinter(stdout) : linePrinter(options.output, (text) => stdout.write(text));
    try {
        await watched.start();
        for (;;) {
            usage.refresh();
            printer.show(stateOf(watched, usage));
            await watched.wait(LOOK_MS);
        }
    } finally {
        printer.end();
        await watched.close();
    }
}

function stateOf(watched: WaitingWatch, { byNode }: NodeUsageReader): WatchState {
    const view = watched.view();
    return {
        waiting: waitingPods(view),
        joining: nodeStatuses(watched.joining(view)),
        ended: watched.endings(),
        refusals: view.refusals,
        sizes: view.sizes,
        usage: byNode,
        away: watched.away,
        now: view.now,
    };
}
