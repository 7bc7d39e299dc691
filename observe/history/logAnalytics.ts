// Pulls from a Log Analytics workspace, which keeps the events of a cluster for longer than the cluster itself.
import type { TokenCredential } from "@azure/identity";
import type { LogsQueryClient, LogsQueryClientOptions, LogsTable } from "@azure/monitor-query-logs";
import { pullsOfCluster } from "../../model/alerts/queries";
import { type PullRecord, pullRecord } from "../../model/pulls/statistics";
import { LogAnalyticsError, logAnalyticsError } from "./logAnalyticsErrors";

export interface WorkspaceQuery {
    /** The workspace's own ID, a GUID; Azure also calls it customer ID. */
    readonly workspace: string;
    /** As Container insights knows it: the name of the AKS cluster. */
    readonly cluster: string;
    /** Milliseconds since the epoch. */
    readonly from: number;
    readonly to: number;
}

/** How the workspace is reached, where that is not as usual. */
export interface WorkspaceAccess {
    readonly credential?: TokenCredential;
    readonly options?: LogsQueryClientOptions;
}

/** One answer holds 500,000 rows at most, and days are what a busy cluster fits into it. */
const WINDOW_MS = 24 * 3_600_000;
/** A window that is too small to be the reason of an answer that is cut. */
const LEAST_WINDOW_MS = 60_000;
const SERVER_SECONDS = 180;

/** The pulls that went well, from the oldest window of time to the newest. Rejects with a LogAnalyticsError. */
export async function* workspacePulls(query: WorkspaceQuery, access: WorkspaceAccess = {}): AsyncGenerator<PullRecord> {
    const client = await clientOf(access);
    for (let from = query.from; from < query.to; from += WINDOW_MS) {
        yield* windowOf(client, { ...query, from, to: Math.min(query.to, from + WINDOW_MS) });
    }
}

async function clientOf({ credential, options }: WorkspaceAccess): Promise<LogsQueryClient> {
    const { LogsQueryClient } = await import("@azure/monitor-query-logs");
    const { DefaultAzureCredential } = await import("@azure/identity");
    return new LogsQueryClient(credential ?? new DefaultAzureCredential(), options);
}

/** An answer that was cut is asked for again in halves. */
async function* windowOf(client: LogsQueryClient, query: WorkspaceQuery): AsyncGenerator<PullRecord> {
    const { workspace, cluster, from, to } = query;
    const [startTime, endTime] = [new Date(from), new Date(to)];
    const asked = { serverTimeoutInSeconds: SERVER_SECONDS };
    const answer = await client
        .queryWorkspace(workspace, pullsOfCluster(cluster), { startTime, endTime }, asked)
        .catch((error: unknown) => {
            throw logAnalyticsError(error, workspace);
        });
    if (answer.status === "Success") {
        yield* answer.tables.flatMap(recordsOf);
    } else if (to - from > LEAST_WINDOW_MS) {
        const middle = Math.floor((from + to) / 2);
        yield* windowOf(client, { ...query, to: middle });
        yield* windowOf(client, { ...query, from: middle });
    } else {
        throw new LogAnalyticsError(`the workspace ${workspace} answers only in part: ${answer.partialError.message}`);
    }
}

function recordsOf({ columnDescriptors, rows }: LogsTable): PullRecord[] {
    const places = new Map(columnDescriptors.map(({ name }, index) => [name, index]));
    return rows.flatMap((row) => {
        const value = (column: string) => row[places.get(column) ?? -1];
        const text = (column: string) => String(value(column) ?? "");
        const event = { namespace: text("Namespace"), name: text("Pod"), message: text("Message") };
        // The library gives dates as Date.
        return pullRecord({ ...event, node: text("Node") || undefined, lastAt: Number(value("LastSeen")) }) ?? [];
    });
}
