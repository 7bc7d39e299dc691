import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { KEPT_DAYS, PullStore, storeOf } from "../../../../cli/verbs/history/store";
import type { PullRecord } from "../../../../model/pulls/statistics";

const NOON = Date.UTC(2026, 2, 1, 12);
const DAY_MS = 24 * 3_600_000;

function record(key: string, different: Partial<PullRecord> = {}): PullRecord {
    const pull = { image: "x:1", node: "a", namespace: "shop", pod: "p", at: NOON, seconds: 1, waitingSeconds: 0 };
    return { key, ...pull, ...different };
}

describe("the store of pulls", () => {
    let folder: string;
    let store: PullStore;
    const keys = async (from = 0) => (await store.since(from)).map(({ key }) => key);

    beforeEach(() => {
        folder = join(mkdtempSync(join(tmpdir(), "history-")), "cluster");
        store = new PullStore(folder);
    });
    afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

    it("gives back what was added, from a time on, oldest first", async () => {
        await store.add([
            record("new", { bytes: 5 }),
            record("old", { at: NOON - DAY_MS }),
            record("middle", { at: NOON - 1 }),
        ]);
        assert.deepEqual(await keys(), ["old", "middle", "new"]);
        assert.deepEqual(await store.since(NOON), [record("new", { bytes: 5 })]);
        assert.deepEqual(await keys(NOON - 1), ["middle", "new"]);
    });

    it("is empty before anything was added", async () => {
        assert.deepEqual(await keys(), []);
    });

    it("keeps each pull once, however often its event is seen", async () => {
        assert.equal(await store.add([record("a"), record("a"), record("b")]), 2);
        assert.equal(await store.add([record("b"), record("c")]), 1);
        assert.deepEqual((await keys()).sort(), ["a", "b", "c"]);
    });

    it("gives each pull once, although two commands have added it at the same moment", async () => {
        await Promise.all([store.add([record("a")]), new PullStore(folder).add([record("a")])]);
        assert.deepEqual(await keys(), ["a"]);
    });

    it("loses nothing that processes add at the same time", async () => {
        const script = `
            const { PullStore } = require("./cli/verbs/history/store");
            const record = (key) => ({ ...${JSON.stringify(record(""))}, key, pod: "p".repeat(200) });
            void new PullStore(process.argv[1]).add(Array.from({ length: 500 }, (_, i) => record(process.argv[2] + i)));`;
        const words = ["-r", "./scripts/typescript.cjs", "-e", script, "--", folder];
        await Promise.all(["x", "y", "z"].map((name) => promisify(execFile)(process.execPath, [...words, name])));
        assert.equal((await keys()).length, 1500);
    });

    it("loses only the line that a killed writer left half written", async () => {
        await store.add([record("a")]);
        const file = join(folder, readdirSync(folder)[0] ?? "");
        appendFileSync(file, JSON.stringify(record("torn")).slice(0, 40));
        await store.add([record("b")]);
        writeFileSync(file, `${readFileSync(file, "utf8")}{"key":1}\nnull\n`);
        assert.deepEqual(await keys(), ["a", "b"]);
    });

    it("forgets whole days, after they have ended", async () => {
        const oldest = NOON - KEPT_DAYS * DAY_MS;
        await store.add([record("kept", { at: oldest }), record("gone", { at: oldest - DAY_MS })]);
        writeFileSync(join(folder, "notes.txt"), "not ours");
        await store.prune(NOON);
        assert.deepEqual(await keys(), ["kept"]);
        assert.ok(readdirSync(folder).includes("notes.txt"));
    });

    it("is for its owner only: names of images and nodes are nobody else's business", async () => {
        await store.add([record("a")]);
        const modes = [folder, join(folder, readdirSync(folder)[0] ?? "")].map((path) => statSync(path).mode & 0o777);
        assert.deepEqual(modes, [0o700, 0o600]);
    });

    it("says where it could not be kept, and what moves it", async () => {
        writeFileSync(join(folder, "..", "file"), "");
        await assert.rejects(
            new PullStore(join(folder, "..", "file")).add([record("a")]),
            /history cannot be kept in .*file \(EEXIST.*XDG_STATE_HOME/,
        );
    });
});

describe("the folder of a store", () => {
    const kept = process.env.XDG_STATE_HOME;
    afterEach(() => {
        if (kept === undefined) {
            delete process.env.XDG_STATE_HOME;
        } else {
            process.env.XDG_STATE_HOME = kept;
        }
    });

    it("is in XDG_STATE_HOME where that is absolute, one for each cluster", () => {
        process.env.XDG_STATE_HOME = "/state";
        const [one, other] = ["a", "b"].map((authority) => storeOf({ server: "https://x", authority }).folder);
        assert.match(one ?? "", /^\/state\/image-delivery\/[0-9a-f]{12}$/);
        assert.notEqual(one, other);
        process.env.XDG_STATE_HOME = "state";
        assert.match(storeOf({ server: "https://x", authority: "" }).folder, /\/\.local\/state\/image-delivery\//);
    });
});
