// Pulls from a Log Analytics workspace, which keeps the events of a cluster for longer than the cluster itself.
import type { TokenCredential } from "@azure/identity";
import type { LogsQueryClient, LogsQueryClientOptions, LogsTable } from "@azure/monitor-query-logs";
import { type LoggedCluster, pullsOfCluster } from "../../model/alerts/queries";
import { type PullRecord, pullRecord } from "../../model/pulls/statistics";
import { azureCredential } from "../registry/azure/credential";
import { LogAnalyticsError, logAnalyticsError } from "./logAnalyticsErrors";

export interface WorkspaceQuery {
    /** The workspace's own ID, a GUID; Azure also calls it customer ID. */
    readonly workspace: string;
    /** As Container insights knows it: by the name of the AKS cluster, or its id. */
    readonly cluster: LoggedCluster;
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
    const clusterIds = new Set<string>();
    for (let from = query.from; from < query.to; from += WINDOW_MS) {
        for await (const { record, clusterId } of windowOf(client, {
            ...query,
            from,
            to: Math.min(query.to, from + WINDOW_MS),
        })) {
            expectOne(clusterIds.add(clusterId), query);
            yield record;
        }
    }
}

/** Clusters in different resource groups may have one name: their pulls must not be taken for those of one. */
function expectOne(clusterIds: ReadonlySet<string>, { workspace, cluster }: WorkspaceQuery): void {
    if (clusterIds.size > 1) {
        throw new LogAnalyticsError(
            `the workspace ${workspace} has several clusters named "${cluster.name}": ${[...clusterIds].join(", ")}; ` +
                "say which one with --cluster-id",
        );
    }
}

async function clientOf({ credential, options }: WorkspaceAccess): Promise<LogsQueryClient> {
    const { LogsQueryClient } = await import("@azure/monitor-query-logs");
    return new LogsQueryClient(credential ?? (await azureCredential()), { ...cloudOptions(), ...options });
}

/** Azure's other clouds, by where identities sign in: AZURE_AUTHORITY_HOST names that for the sign-in too. */
const CLOUDS: Readonly<Record<string, string>> = {
    "login.microsoftonline.us": "https://api.loganalytics.us",
    "login.chinacloudapi.cn": "https://api.loganalytics.azure.cn",
};

function cloudOptions(authority = process.env.AZURE_AUTHORITY_HOST): LogsQueryClientOptions {
    const host = authority === undefined ? "" : authority.replace(/^https:\/\//, "").replace(/\/$/, "");
    const api = CLOUDS[host];
    return api === undefined ? {} : { endpoint: `${api}/v1`, credentials: { scopes: [`${api}/.default`] } };
}

/** An answer that was cut is asked for again in halves. */
async function* windowOf(client: LogsQueryClient, query: WorkspaceQuery): AsyncGenerator<LoggedPull> {
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

interface LoggedPull {
    readonly record: PullRecord;
    readonly clusterId: string;
}

function recordsOf({ columnDescriptors, rows }: LogsTable): LoggedPull[] {
    const places = new Map(columnDescriptors.map(({ name }, index) => [name, index]));
    return rows.flatMap((row) => {
        const value = (column: string) => row[places.get(column) ?? -1];
        const text = (column: string) => String(value(column) ?? "");
        const event = { namespace: text("Namespace"), name: text("Pod"), message: text("Message") };
        // The library gives dates as Date.
        const record = pullRecord({ ...event, node: text("Node") || undefined, lastAt: Number(value("LastSeen")) });
        return record === undefined ? [] : [{ record, clusterId: text("ClusterId").toLowerCase() }];
    });
}
