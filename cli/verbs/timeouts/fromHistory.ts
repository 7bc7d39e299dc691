// The chain of a cluster's own pulls next to that of the table: which rate to declare.
import { type MeasuredRate, measuredRate, measuredRateText } from "../../../model/pulls/measuredRate";
import { plainLine, tableText } from "../../../model/text/table";
import { type RolloutShape, type TimeoutChain, timeoutChain } from "../../../model/timeouts/chain";
import { parsePullRate } from "../../../model/timeouts/pullRate";
import { UsageError } from "../../../model/userError";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { type ClusterOptions, clusterAccess } from "../../options/cluster";
import { clusterStore } from "../history/clusterStore";
import { KEPT_DAYS } from "../history/store";
import { CLOCKS, title } from "./formats";

/** The answer of `timeouts --from-history --format json`. */
export interface HistoryChains {
    readonly cluster: string;
    readonly history: MeasuredRate;
    readonly table: TimeoutChain;
    readonly measured: TimeoutChain;
}

/** @param table the chain of the shape, by the table's times */
export async function historyChains(
    shape: RolloutShape,
    table: TimeoutChain,
    options: ClusterOptions,
): Promise<HistoryChains> {
    const client = await kubernetesClient(clusterAccess(options));
    const cluster = client.config.getCurrentContext();
    const history = await measuredOn(client, cluster);
    const measured = timeoutChain({ ...shape, bytesPerSecond: parsePullRate(history.pullRate) });
    return { cluster, history, table, measured };
}

async function measuredOn(client: KubernetesClient, cluster: string): Promise<MeasuredRate> {
    const rate = measuredRate(await clusterStore(client).since(0));
    if (rate === undefined) {
        throw new UsageError(
            `--from-history: no pull of 50 MB or more on ${plainLine(cluster)} is kept on this machine; ` +
                "run `image-delivery history` hourly, or once with --workspace",
        );
    }
    return rate;
}

export function historyChainsText({ cluster, history, table, measured }: HistoryChains): string {
    const rows = CLOCKS.map(({ key, title }) => [title, String(table[key].seconds), String(measured[key].seconds)]);
    const needless =
        measured.pull.seconds <= table.pull.seconds
            ? "The table allows for that already: leave pullRate out for images of this size.\n"
            : "";
    return (
        `${title(table)}\n\n${tableText(["CLOCK", "TABLE", "MEASURED"], rows)}\n` +
        `On ${plainLine(cluster)} in the last ${KEPT_DAYS} days, ${measuredRateText(history)}\n${needless}`
    );
}
