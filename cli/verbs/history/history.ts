// `image-delivery history`: what past pulls took, per image and node.
import { rename, writeFile } from "node:fs/promises";
import { Command, InvalidArgumentError, Option } from "commander";
import { imageStatistics, type PullRecord, pullRecord, statistics } from "../../../model/pulls/statistics";
import { plainLine } from "../../../model/text/table";
import { UsageError } from "../../../model/userError";
import { withRole } from "../../../observe/cluster/access";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { listEvents } from "../../../observe/cluster/cluster";
import type { WorkspaceQuery } from "../../../observe/history/logAnalytics";
import { clusterAccess, type OutputFormat, withCluster, withOutput } from "../../options/cluster";
import { durationSeconds } from "../../options/duration";
import { chosenNamespace, type NamespaceOptions, withAllNamespaces } from "../../options/namespaces";
import { printAnswer } from "../../terminal/output";
import { progressLine } from "../../terminal/progress";
import { clusterStore } from "./clusterStore";
import { type HistoryReport, historyText } from "./report";
import { KEPT_DAYS, type PullStore } from "./store";

interface HistoryOptions extends NamespaceOptions {
    readonly since: number;
    readonly workspace?: string;
    readonly clusterId?: string;
    readonly html?: string;
    readonly output: OutputFormat;
}

const DAY_SECONDS = 24 * 3_600;

export function historyCommand(): Command {
    const command = new Command("history")
        .description(
            "Reads the cluster's events, adds the pulls among them to those seen before, and prints what they took. " +
                `A cluster keeps events for an hour, this machine for ${KEPT_DAYS} days ` +
                "(in XDG_STATE_HOME or ~/.local/state, image-delivery): run it at least hourly to miss none, or give the " +
                "workspace that Container insights sends them to.",
        )
        .addOption(
            new Option("--since <duration>", "how far to look back, such as 24h or 7d")
                .argParser(durationSeconds)
                .default(DAY_SECONDS, "24h"),
        )
        .option("--workspace <id>", "also read the events that this Log Analytics workspace keeps", workspaceId)
        .option("--cluster-id <id>", "resource id of the cluster, where the workspace has several of its name")
        .option("--html <file>", "also write a page with plots, which needs no network");
    return withOutput(withAllNamespaces(withCluster(command))).action(history);
}

async function history(options: HistoryOptions): Promise<void> {
    const client = await kubernetesClient(clusterAccess(options));
    const store = clusterStore(client);
    const now = Date.now();
    const namespace = chosenNamespace(client, options);
    await store.add(presentPulls(client, namespace));
    // Times have a beginning: of more days than that nothing is kept.
    const from = Math.max(0, now - options.since * 1000);
    if (options.workspace !== undefined) {
        const cluster = { name: nameOf(client), id: options.clusterId };
        await addFromWorkspace(store, { workspace: options.workspace, cluster, from, to: now });
    }
    await store.prune(now);
    const records = (await store.since(from)).filter(
        (record) => namespace === undefined || record.namespace === namespace,
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
    printAnswer(report, options.output, historyText);
}

async function* presentPulls(client: KubernetesClient, namespace: string | undefined): AsyncGenerator<PullRecord> {
    const progress = progressLine();
    let count = 0;
    try {
        const selection = { namespace, fieldSelector: "involvedObject.kind=Pod,reason=Pulled" };
        for await (const event of listEvents(client, selection)) {
            const record = pullRecord(event);
            if (record !== undefined) {
                yield record;
            }
            count += 1;
            if (count % 1_000 === 0) {
                progress.show(`${count} events read`);
            }
        }
    } catch (error) {
        throw withRole(error, { who: "history", role: "image-delivery-history", resources: ["events"] });
    } finally {
        progress.clear();
    }
}

async function addFromWorkspace(store: PullStore, query: WorkspaceQuery): Promise<void> {
    const { workspacePulls } = await import("../../../observe/history/logAnalytics");
    const progress = progressLine();
    progress.show(`reading the workspace ${query.workspace}`);
    let count = 0;
    async function* counted(): AsyncGenerator<PullRecord> {
        for await (const record of workspacePulls(query)) {
            count += 1;
            yield record;
        }
    }
    await store.add(counted()).finally(progress.clear);
    if (count === 0) {
        process.stderr.write(
            `image-delivery: the workspace has no finished pull of a cluster named "${plainLine(query.cluster.name)}"; ` +
                "Container insights sends them with collect_all_kube_events\n",
        );
    }
}

/** `az aks get-credentials` gives the kubeconfig's cluster the name that Container insights knows it by. */
function nameOf({ config }: KubernetesClient): string {
    return config.getCurrentCluster()?.name ?? "";
}

function workspaceId(text: string): string {
    if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) {
        throw new InvalidArgumentError(
            "It must be the workspace's own ID, which `az monitor log-analytics workspace show --resource-group <group> --workspace-name <workspace> --query customerId` prints.",
        );
    }
    return text;
}

/** Written next to it and renamed, so a page that is open in a browser is never half written. */
async function writePage(file: string, report: HistoryReport, records: readonly PullRecord[]): Promise<void> {
    const { historyPage } = await import("./page/page");
    try {
        await writeFile(`${file}.part`, historyPage(report, records));
        await rename(`${file}.part`, file);
    } catch (error) {
        throw new UsageError(`--html ${file} cannot be written: ${(error as Error).message}`);
    }
    process.stderr.write(`image-delivery: the page is in ${file}\n`);
}
