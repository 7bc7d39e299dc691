import assert from "node:assert/strict";
import { PATH, PodFollowing } from "../../support/podFollowing";
import { until } from "../../support/until";

describe("follow", () => {
    let run: PodFollowing;

    beforeEach(async () => {
        run = await PodFollowing.prepare();
    });
    afterEach(() => run.close());

    it("lists in pages, then reports each change", async () => {
        run.server.pageSize = 2;
        for (const name of ["a", "b", "c", "d", "e"]) {
            run.pod(name);
        }
        await run.start();
        await run.sees("listed");
        run.pod("c", true);
        run.remove("e");
        await run.sees("gone uid-pods-pre-e");
        assert.deepEqual(run.seen.slice(0, 5), ["a false", "b false", "c false", "d false", "e false"]);
        assert.deepEqual(run.seen.slice(5), ["listed", "c true", "gone uid-pods-pre-e"]);
        assert.equal(run.server.asked("list", PATH), 3);
        assert.deepEqual(
            run.server.requests.slice(0, 3).map(({ query }) => query.get("limit")),
            ["500", "500", "500"],
        );
    });

    it("starts the list over when a page's token has expired", async () => {
        run.server.pageSize = 2;
        for (const name of ["a", "b", "c"]) {
            run.pod(name);
        }
        let compacted = false;
        run.server.fault = ({ query }) => {
            if (query.has("continue") && !compacted) {
                compacted = true;
                run.pod("a", true);
                run.server.store.compact();
            }
            return undefined;
        };
        await run.start();
        await run.sees("listed");
        assert.deepEqual(run.seen, ["a false", "b false", "a true", "c false", "listed"]);
    });

    it("goes on from where a dropped watch was, without a new list", async () => {
        await run.start();
        await run.watches(1);
        run.pod("a");
        await run.sees("a false");
        run.server.dropWatches();
        run.pod("b");
        await run.sees("b false");
        assert.deepEqual(
            run.seen.filter((one) => one.endsWith("false")),
            ["a false", "b false"],
        );
        assert.equal(run.server.asked("list", PATH), 1);
    });

    it("goes on from a bookmark, although the object's own version has expired", async () => {
        await run.start();
        await until(() => run.server.watchCount === 1, "a watch stands");
        run.server.store.version += 50;
        run.server.bookmark();
        run.server.store.compact();
        run.server.endWatches();
        await run.watches(2);
        run.pod("a");
        await run.sees("a false");
        assert.deepEqual(run.seen, ["listed", "a false"]);
        assert.equal(run.server.asked("list", PATH), 1);
    });

    it("lists again when its version has expired, and reports only what changed meanwhile, deletions included", async () => {
        run.pod("a");
        run.pod("b");
        run.pod("c");
        await run.start();
        await until(() => run.server.watchCount === 1, "a watch stands");
        await run.server.down();
        run.pod("a", true);
        run.remove("b");
        run.server.store.compact();
        await run.server.up();
        await run.listedAgain();
        const later = run.seen.slice(4).filter((one) => one !== "away");
        assert.deepEqual(later, ["a true", "gone uid-pods-pre-b", "listed"]);
    });

    it("waits for an API server that restarts, and says so meanwhile", async () => {
        await run.start();
        await until(() => run.server.watchCount === 1, "a watch stands");
        await run.server.down();
        await run.sees("away");
        await run.server.up();
        run.pod("a");
        await run.sees("a false");
        assert.equal(run.server.asked("list", PATH), 1);
    });

    it("keeps nothing where it need not remember: a new list reports everything", async () => {
        run.pod("a");
        await run.start({ remember: false });
        await until(() => run.server.watchCount === 1, "a watch stands");
        run.server.store.version += 1;
        run.server.store.compact();
        run.server.dropWatches();
        await run.listedAgain();
        assert.equal(run.seen.filter((one) => one === "a false").length, 2);
    });
});
