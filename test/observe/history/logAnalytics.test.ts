import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createDefaultHttpClient } from "@azure/core-rest-pipeline";
import { CredentialUnavailableError, type TokenCredential } from "@azure/identity";
import { pullsOfCluster } from "../../../model/alerts/queries";
import type { PullRecord } from "../../../model/pulls/statistics";
import { workspacePulls } from "../../../observe/history/logAnalytics";

const WORKSPACE = "11111111-2222-3333-4444-555555555555";
const NOON = Date.UTC(2026, 2, 1, 12);
const HOUR_MS = 3_600_000;
const TOKEN = "s3cret-token";
const CLUSTER = "/subscriptions/1/resourceGroups/rg-shop/providers/Microsoft.ContainerService/managedClusters/aks-shop";

interface Asked {
    readonly url: string;
    readonly authorization?: string;
    readonly query: string;
    readonly timespan: string;
}

type Answer = { readonly code?: number; readonly headers?: Record<string, string>; readonly body: object };

const COLUMNS = [
    { name: "LastSeen", type: "datetime" },
    ...["ClusterId", "Namespace", "Pod", "Node", "Message"].map((name) => ({ name, type: "string" })),
];

function table(...rows: unknown[][]): object {
    return { tables: [{ name: "PrimaryResult", columns: COLUMNS, rows }] };
}

const PULLED = 'Successfully pulled image "x:1" in 12.5s (14.5s including waiting)';

function row(pod: string, message = PULLED, clusterId = CLUSTER): unknown[] {
    return ["2026-03-01T10:00:05Z", clusterId, "shop", pod, "aks-7", message];
}

const refusal = (code: number, message: string): Answer => ({ code, body: { error: { code: "Some", message } } });

describe("pulls of a Log Analytics workspace", () => {
    let server: Server;
    let asked: Asked[];
    let answer: (asked: Asked) => Answer;

    beforeEach(async () => {
        asked = [];
        answer = () => ({ body: table() });
        server = createServer(async (request, response) => {
            const { query, timespan } = JSON.parse(await text(request)) as Asked;
            const seen = {
                url: request.headers["x-for"] as string,
                authorization: request.headers.authorization,
                query,
                timespan,
            };
            asked.push(seen);
            const { code = 200, headers, body } = answer(seen);
            response.writeHead(code, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });
    afterEach(() => server.close());

    let scopes: string[];
    const signedIn: TokenCredential = {
        getToken: async (scope) => {
            scopes = [scope].flat();
            return { token: TOKEN, expiresOnTimestamp: NOON * 2 };
        },
    };

    /** Everything that would leave this machine goes to the server of the test, which is told where it was meant for. */
    const httpClient = {
        sendRequest: (request: Parameters<ReturnType<typeof createDefaultHttpClient>["sendRequest"]>[0]) => {
            request.headers.set("x-for", request.url);
            request.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
            request.allowInsecureConnection = true;
            return createDefaultHttpClient().sendRequest(request);
        },
    };

    async function pulls(from = NOON - HOUR_MS, credential = signedIn, id?: string): Promise<PullRecord[]> {
        const records: PullRecord[] = [];
        const access = { credential, options: { httpClient, retryOptions: { maxRetries: 0 } } };
        const query = { workspace: WORKSPACE, cluster: { name: "aks-shop", id }, from, to: NOON };
        for await (const record of workspacePulls(query, access)) {
            records.push(record);
        }
        return records;
    }

    it("are those of the cluster, with their times as the kubelet tells them", async () => {
        answer = () => ({ body: table(row("api-1"), row("api-2", "Container started")) });
        const [record, ...others] = await pulls();
        const { key, ...rest } = record as PullRecord;
        assert.deepEqual(rest, {
            image: "x:1",
            node: "aks-7",
            namespace: "shop",
            pod: "api-1",
            at: Date.UTC(2026, 2, 1, 10, 0, 5),
            seconds: 12.5,
            waitingSeconds: 2,
        });
        assert.deepEqual(others, []);
        assert.equal(asked[0]?.query, pullsOfCluster({ name: "aks-shop" }));
        assert.equal(asked[0]?.timespan, "2026-03-01T11:00:00.000Z/2026-03-01T12:00:00.000Z");
    });

    it("are not mixed where several clusters have the name: an id says which one", async () => {
        const other = CLUSTER.replace("rg-shop", "rg-other");
        answer = ({ query }) => ({
            body: query.includes("ClusterId =~")
                ? table(row("api-1"))
                : table(row("api-1"), row("api-2", PULLED, other), row("api-3", PULLED, CLUSTER.toUpperCase())),
        });
        await assert.rejects(pulls(), /several clusters named "aks-shop": .*rg-shop.*rg-other.*; .* --cluster-id/i);
        assert.equal((await pulls(undefined, signedIn, CLUSTER)).length, 1);
        assert.match(asked.at(-1)?.query ?? "", new RegExp(`ClusterId =~ "${CLUSTER}"`));
    });

    it("come from the cloud that identities sign in to", async () => {
        process.env.AZURE_AUTHORITY_HOST = "https://login.microsoftonline.us/";
        try {
            await pulls();
        } finally {
            delete process.env.AZURE_AUTHORITY_HOST;
        }
        assert.deepEqual(scopes, ["https://api.loganalytics.us/.default"]);
        assert.equal(new URL(asked[0]?.url ?? "").origin, "https://api.loganalytics.us");
    });

    it("are asked for day by day", async () => {
        await pulls(NOON - 50 * HOUR_MS);
        assert.deepEqual(
            asked.map(({ timespan }) => timespan),
            [
                "2026-02-27T10:00:00.000Z/2026-02-28T10:00:00.000Z",
                "2026-02-28T10:00:00.000Z/2026-03-01T10:00:00.000Z",
                "2026-03-01T10:00:00.000Z/2026-03-01T12:00:00.000Z",
            ],
        );
    });

    const cut = { ...table(row("half")), error: { code: "PartialError", message: "result is too large" } };

    it("are asked for in halves where an answer was cut", async () => {
        answer = ({ timespan }) => ({
            body:
                timespan.startsWith("2026-03-01T11:00") && timespan.endsWith("12:00:00.000Z")
                    ? cut
                    : table(row(timespan)),
        });
        assert.deepEqual(
            (await pulls()).map(({ pod }) => pod),
            ["2026-03-01T11:00:00.000Z/2026-03-01T11:30:00.000Z", "2026-03-01T11:30:00.000Z/2026-03-01T12:00:00.000Z"],
        );
    });

    it("are not half of them, where even a minute is cut", async () => {
        answer = () => ({ body: cut });
        await assert.rejects(pulls(), {
            message: `the workspace ${WORKSPACE} answers only in part: result is too large`,
        });
    });

    for (const [code, advice] of [
        [400, /cannot run the query; .*Container insights.* \(400: no\)$/],
        [401, /does not accept the sign-in; .*az login/],
        [403, /may not be read; the role `Log Analytics Reader`/],
        [404, /is not known; .*--query customerId/],
        [429, /has had too many queries; try again/],
        [503, /could not answer \(503: no\); try again later$/],
    ] as const) {
        it(`are refused with ${code} in one line that says what to do`, async () => {
            answer = () => refusal(code, "no");
            const error = await pulls().catch((thrown: Error) => thrown);
            assert.ok(error instanceof Error);
            assert.match(error.message, advice);
            assert.ok(!error.message.includes("\n") && !error.message.includes(TOKEN), error.message);
        });
    }

    it("need somebody who is signed in", async () => {
        const nobody = { getToken: () => Promise.reject(new CredentialUnavailableError("no")) };
        await assert.rejects(pulls(undefined, nobody), /nobody is signed in to Azure here; sign in with: az login$/);
        assert.deepEqual(asked, []);
    });

    it("show the token to Azure's own host only, whatever that answers", async () => {
        answer = () => ({ code: 307, headers: { location: "https://elsewhere.example/" }, body: {} });
        await assert.rejects(pulls());
        const seen = asked.map(({ url, authorization }) => `${new URL(url).host} ${authorization}`);
        assert.deepEqual([...new Set(seen)], [`api.loganalytics.io Bearer ${TOKEN}`]);
    });
});
