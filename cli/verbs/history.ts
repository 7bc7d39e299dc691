// `image-delivery history`: what past pulls took, per image and node.
import { readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { imageStatistics, type PullRecord, pulls, statistics } from "../../model/pullStatistics";
import { listEvents } from "../../observe/cluster";
import { type KubernetesClient, kubernetesClient } from "../../observe/kubeClient";
import { withRole } from "../../observe/permissions";
import { durationSeconds } from "../duration";
import { UsageError } from "../errors";
import { type HistoryReport, historyText } from "../history/report";
import { KEPT_DAYS, storeOf } from "../history/store";
import { type ClusterOptions, clusterAccess, type OutputFormat, withCluster, withOutput } from "../options";
import { printJson } from "../output";
import { progressLine } from "../progress";

interface HistoryOptions extends ClusterOptions {
    readonly since: number;
    readonly html?: string;
    readonly output: OutputFormat;
}

const DAY_SECONDS = 24 * 3_600;

export function historyCommand(): Command {
    const command = new Command("history")
        .description(
            "Reads the cluster's events, adds the pulls among them to those seen before, and prints what they took. " +
                `A cluster keeps events for an hour, this machine for ${KEPT_DAYS} days ` +
                "(in XDG_STATE_HOME or ~/.local/state, image-delivery): run it at least hourly to miss none.",
        )
        .addOption(
            new Option("--since <duration>", "how far to look back, such as 24h or 7d")
                .argParser(durationSeconds)
                .default(DAY_SECONDS, "24h"),
        )
        .option("--html <file>", "also write a page with plots, which needs no network");
    return withOutput(withCluster(command)).action(history);
}

async function history(options: HistoryOptions): Promise<void> {
    const client = await kubernetesClient(clusterAccess(options));
    const store = storeOf(clusterOf(client));
    const now = Date.now();
    await store.add(await presentPulls(client, options.namespace));
    await store.prune(now);
    const from = now - options.since * 1000;
    const records = (await store.since(from)).filter(
        ({ namespace }) => options.namespace === undefined || namespace === options.namespace,
    );
    const report: HistoryReport = {
        cluster: client.config.getCurrentContext(),
        since: new Date(from).toISOString(),
        until: new Date(now).toISOString(),
        pulls: records.length,
        images: imageStatistics(records),
        nodes: statistics(records),
    };
    if (options.html !== undefined) {
        await writePage(options.html, report, records);
    }
    options.output === "json" ? printJson(report) : process.stdout.write(historyText(report));
}

async function presentPulls(client: KubernetesClient, namespace: string | undefined): Promise<PullRecord[]> {
    const progress = progressLine();
    const records: PullRecord[] = [];
    let count = 0;
    try {
        const selection = { namespace, fieldSelector: "involvedObject.kind=Pod,reason=Pulled" };
        for await (const event of listEvents(client, selection)) {
            records.push(...pulls([event]));
            count += 1;
            if (count % 1_000 === 0) {
                progress.show(`${count} events read`);
            }
        }
        return records;
    } catch (error) {
        throw withRole(error, { who: "history", role: "image-delivery-history", resources: ["events"] });
    } finally {
        progress.clear();
    }
}

function clusterOf({ config }: KubernetesClient): { server: string; authority: string } {
    const { server = "", caData, caFile } = config.getCurrentCluster() ?? {};
    return { server, authority: caData ?? (caFile === undefined ? "" : readFileSync(caFile, "utf8")) };
}

/** Written beside it and moved, so that a page that is open in a browser is never half of one. */
async function writePage(file: string, report: HistoryReport, records: readonly PullRecord[]): Promise<void> {
    const { historyPage } = await import("../historyPage/page");
    try {
        await writeFile(`${file}.part`, historyPage(report, records));
        await rename(`${file}.part`, file);
    } catch (error) {
        throw new UsageError(`--html ${file} cannot be written: ${(error as Error).message}`);
    }
    process.stderr.write(`image-delivery: the page is in ${file}\n`);
}
