import assert from "node:assert/strict";
import type { PodFacts } from "../../../model/kubernetes/facts";
import { type KubernetesClient, kubernetesClient } from "../../../observe/cluster/client";
import { ClusterError } from "../../../observe/cluster/errors";
import { PODS } from "../../../observe/cluster/resources";
import { type Follower, follow } from "../../../observe/follow/follow";
import { ApiServer } from "../../support/apiServer";
import { prepullPod } from "../../support/objects";
import { until } from "../../support/until";

const PATH = "/api/v1/pods";

describe("follow", () => {
    let server: ApiServer;
    let client: KubernetesClient;
    let stop: AbortController;
    let seen: string[];
    /** How many failures in a row each wait followed. */
    let waits: number[];
    let following: Promise<void>;

    beforeEach(async () => {
        server = await ApiServer.start();
        client = await kubernetesClient({ kubeconfig: server.kubeconfig });
        stop = new AbortController();
        seen = [];
        waits = [];
    });

    afterEach(async () => {
        stop.abort();
        await following.catch(() => undefined);
        await server.down();
    });

    function start(more: { remember?: boolean; follower?: Partial<Follower<PodFacts>> } = {}): void {
        const { remember, follower } = more;
        const noted: Follower<PodFacts> = {
            changed: ({ node, ready }) => seen.push(`${node} ${ready}`),
            deleted: (uid) => seen.push(`gone ${uid}`),
            listed: () => seen.push("listed"),
            away: (error) => error && seen.push("away"),
            ...follower,
        };
        const waitMs = (failures: number) => {
            waits.push(failures);
            return failures * 5;
        };
        following = follow(client, { resource: PODS, remember }, noted, stop.signal, waitMs);
    }

    function pod(node: string, ready = false): void {
        server.store.put("pods", prepullPod("pre", node, "app:1", ready));
    }

    const remove = (node: string) => server.store.remove({ plural: "pods", namespace: "shop" }, `pre-${node}`);
    const sees = (last: string) =>
        until(() => seen.at(-1) === last, `the last change is "${last}", not "${seen.at(-1)}"`);
    const watches = (count: number) => until(() => server.asked("watch", PATH) >= count, `${count} watches were asked`);

    it("lists in pages, then reports each change", async () => {
        server.pageSize = 2;
        for (const name of ["a", "b", "c", "d", "e"]) {
            pod(name);
        }
        start();
        await sees("listed");
        pod("c", true);
        remove("e");
        await sees("gone uid-pods-pre-e");
        assert.deepEqual(seen.slice(0, 5), ["a false", "b false", "c false", "d false", "e false"]);
        assert.deepEqual(seen.slice(5), ["listed", "c true", "gone uid-pods-pre-e"]);
        assert.equal(server.asked("list", PATH), 3);
        assert.deepEqual(
            server.requests.slice(0, 3).map(({ query }) => query.get("limit")),
            ["500", "500", "500"],
        );
    });

    it("begins the list anew when a page's token has expired", async () => {
        server.pageSize = 2;
        for (const name of ["a", "b", "c"]) {
            pod(name);
        }
        let compacted = false;
        server.fault = ({ query }) => {
            if (query.has("continue") && !compacted) {
                compacted = true;
                pod("a", true);
                server.store.compact();
            }
            return undefined;
        };
        start();
        await sees("listed");
        assert.deepEqual(seen, ["a false", "b false", "a true", "c false", "listed"]);
    });

    it("goes on from where a dropped watch was, without a new list", async () => {
        start();
        await watches(1);
        pod("a");
        await sees("a false");
        server.dropWatches();
        pod("b");
        await sees("b false");
        assert.deepEqual(
            seen.filter((one) => one.endsWith("false")),
            ["a false", "b false"],
        );
        assert.equal(server.asked("list", PATH), 1);
    });

    it("goes on from a bookmark, although the object's own version has expired", async () => {
        start();
        await until(() => server.watchCount === 1, "a watch stands");
        server.store.version += 50;
        server.bookmark();
        server.store.compact();
        server.endWatches();
        await watches(2);
        pod("a");
        await sees("a false");
        assert.deepEqual(seen, ["listed", "a false"]);
        assert.equal(server.asked("list", PATH), 1);
    });

    it("lists anew when its version has expired, and reports only what changed meanwhile, deletions included", async () => {
        pod("a");
        pod("b");
        pod("c");
        start();
        await until(() => server.watchCount === 1, "a watch stands");
        await server.down();
        pod("a", true);
        remove("b");
        server.store.compact();
        await server.up();
        await until(() => seen.filter((one) => one === "listed").length === 2, "it is listed again");
        const later = seen.slice(4).filter((one) => one !== "away");
        assert.deepEqual(later, ["a true", "gone uid-pods-pre-b", "listed"]);
    });

    it("waits for an API server that restarts, and says so meanwhile", async () => {
        start();
        await until(() => server.watchCount === 1, "a watch stands");
        await server.down();
        await sees("away");
        await server.up();
        pod("a");
        await sees("a false");
        assert.equal(server.asked("list", PATH), 1);
    });

    it("overcomes a list that fails half-way with 503", async () => {
        server.pageSize = 1;
        pod("a");
        pod("b");
        let failures = 2;
        server.fault = ({ query }) => (query.has("continue") && failures-- > 0 ? { code: 503 } : undefined);
        start();
        await sees("listed");
        assert.deepEqual(
            seen.filter((one) => one !== "away"),
            ["a false", "b false", "listed"],
        );
    });

    it("does not ask in a tight loop when every watch ends at once", async () => {
        start();
        const ending = setInterval(() => server.endWatches(), 1);
        await watches(5);
        clearInterval(ending);
        assert.deepEqual(waits.slice(0, 4), [1, 2, 3, 4]);
        pod("a");
        await sees("a false");
        server.endWatches();
        await watches(server.asked("watch", PATH) + 1);
        assert.equal(waits.at(-1), 0, "what came resets the back-off");
    });

    it("rejects at once, with the permission that is missing, when it may not list", async () => {
        server.fault = () => ({ code: 403, message: 'pods is forbidden: User "ci" cannot list resource "pods"' });
        start();
        await assert.rejects(following, (error: ClusterError) => {
            assert.equal(error.kind, "forbidden");
            assert.match(error.message, /^no permission to list pods on the cluster of context "fake" .*User "ci"/);
            return true;
        });
        assert.equal(server.requests.length, 1);
    });

    it("survives refusals of an API server that has just restarted, but not lasting ones", async () => {
        start();
        await until(() => server.watchCount === 1, "a watch stands");
        let refusals = 3;
        server.fault = () => (refusals-- > 0 ? { code: 403 } : undefined);
        server.dropWatches();
        await until(() => refusals < 0 && server.watchCount === 1, "a watch stands again");
        server.fault = () => ({ code: 401 });
        server.dropWatches();
        await assert.rejects(following, { kind: "unauthenticated" });
    });

    it("rejects with what its follower throws", async () => {
        pod("a");
        const fault = new Error("a bug");
        start({
            follower: {
                changed: () => {
                    throw fault;
                },
            },
        });
        await assert.rejects(following, fault);
    });

    it("keeps nothing where it need not remember: a new list reports everything", async () => {
        pod("a");
        start({ remember: false });
        await until(() => server.watchCount === 1, "a watch stands");
        server.store.version += 1;
        server.store.compact();
        server.dropWatches();
        await until(() => seen.filter((one) => one === "listed").length === 2, "it is listed again");
        assert.equal(seen.filter((one) => one === "a false").length, 2);
    });

    it("leaves no connection open when it is ended, also while no answer comes", async () => {
        server.fault = ({ query }) => (query.has("watch") ? "hang" : undefined);
        start();
        await watches(1);
        stop.abort();
        await following;
        await until(() => server.sockets.size === 0, "no connection is left");
    });

    it("makes all its errors ClusterErrors that name the cluster", async () => {
        const errors: unknown[] = [];
        server.fault = () => "cut";
        start({ follower: { away: (error) => error && errors.push(error) } });
        await until(() => errors.length > 0, "an error was told");
        assert.ok(errors[0] instanceof ClusterError);
        assert.equal(
            errors[0].message,
            `the cluster of context "fake" (${server.url}) cannot be reached: the connection was cut`,
        );
    });
});
