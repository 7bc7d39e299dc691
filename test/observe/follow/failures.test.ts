import assert from "node:assert/strict";
import { ClusterError } from "../../../observe/cluster/errors";
import { PATH, PodFollowing } from "../../support/podFollowing";
import { until } from "../../support/until";

describe("follow, when the API server fails", () => {
    let run: PodFollowing;

    beforeEach(async () => {
        run = await PodFollowing.prepare();
    });
    afterEach(() => run.close());

    it("overcomes a list that fails half-way with 503", async () => {
        run.server.pageSize = 1;
        run.pod("a");
        run.pod("b");
        let failures = 2;
        run.server.fault = ({ query }) => (query.has("continue") && failures-- > 0 ? { code: 503 } : undefined);
        await run.start();
        await run.sees("listed");
        assert.deepEqual(
            run.seen.filter((one) => one !== "away"),
            ["a false", "b false", "listed"],
        );
    });

    it("says immediately that the API server is overloaded, which asks for patience, and comes back", async () => {
        let failures = 2;
        run.server.fault = () => (failures-- > 0 ? { code: 429, retryAfter: 1 } : undefined);
        await run.start();
        await run.sees("listed");
        assert.deepEqual(run.seen, ["away", "away", "listed"]);
    });

    it("lists again, as client-go does, where no watch can be had from its version, such as after a restored backup", async () => {
        await run.start();
        await until(() => run.server.watchCount === 1, "a watch stands");
        const from = String(run.server.store.version);
        const future = "etcdserver: mvcc: required revision is a future revision";
        run.server.fault = ({ query }) => {
            const isFuture = query.get("watch") === "true" && query.get("resourceVersion") === from;
            return isFuture ? { code: 500, message: future } : undefined;
        };
        run.server.dropWatches();
        run.pod("a");
        await run.listedAgain();
        assert.ok(run.seen.includes("a false"));
        await until(() => run.server.watchCount === 1, "a watch stands again");
    });

    it("does not ask in a tight loop when every watch ends immediately", async () => {
        await run.start();
        const ending = setInterval(() => run.server.endWatches(), 1);
        await run.watches(5);
        clearInterval(ending);
        assert.deepEqual(run.waits.slice(0, 4), [1, 2, 3, 4]);
        run.pod("a");
        await run.sees("a false");
        run.server.endWatches();
        await run.watches(run.server.asked("watch", PATH) + 1);
        assert.equal(run.waits.at(-1), 0, "what came resets the back-off");
    });

    it("rejects immediately, with the permission that is missing, when it may not list", async () => {
        run.server.fault = () => ({ code: 403, message: 'pods is forbidden: User "ci" cannot list resource "pods"' });
        const following = await run.start();
        await assert.rejects(following(), (error: ClusterError) => {
            assert.equal(error.kind, "forbidden");
            assert.match(error.message, /^no permission to list pods on the cluster of context "fake" .*User "ci"/);
            return true;
        });
        assert.equal(run.server.requests.length, 1);
    });

    it("survives refusals of an API server that has just restarted, but not lasting ones", async () => {
        const following = await run.start();
        await until(() => run.server.watchCount === 1, "a watch stands");
        let refusals = 3;
        run.server.fault = () => (refusals-- > 0 ? { code: 403 } : undefined);
        run.server.dropWatches();
        await until(() => refusals < 0 && run.server.watchCount === 1, "a watch stands again");
        run.server.fault = () => ({ code: 401 });
        run.server.dropWatches();
        await assert.rejects(following(), { kind: "unauthenticated" });
    });

    it("rejects with what its follower throws", async () => {
        run.pod("a");
        const fault = new Error("a bug");
        const following = await run.start({
            follower: {
                changed: () => {
                    throw fault;
                },
            },
        });
        await assert.rejects(following(), fault);
    });

    it("leaves no connection open when it is ended, also while no answer comes", async () => {
        run.server.fault = ({ query }) => (query.has("watch") ? "hang" : undefined);
        await run.start();
        await run.watches(1);
        await run.end();
        await until(() => run.server.sockets.size === 0, "no connection is left");
    });

    it("turns all its errors into ClusterErrors that name the cluster", async () => {
        const errors: unknown[] = [];
        run.server.fault = () => "cut";
        await run.start({ follower: { away: (error) => error && errors.push(error) } });
        await until(() => errors.length > 0, "an error was told");
        assert.ok(errors[0] instanceof ClusterError);
        assert.equal(
            errors[0].message,
            `the cluster of context "fake" (${run.server.url}) cannot be reached: the connection was cut`,
        );
    });
});
