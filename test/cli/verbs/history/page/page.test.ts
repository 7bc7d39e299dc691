import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { historyPage } from "../../../../../cli/verbs/history/page/page";
import { imageStatistics, type PullRecord, statistics } from "../../../../../model/pulls/statistics";

const HOSTILE = `x</script><script>alert("1")</script>&'`;

function record(key: string, different: Partial<PullRecord> = {}): PullRecord {
    const pull = {
        image: "acr1.azurecr.io/shop/api:1",
        node: "a",
        namespace: "shop",
        pod: "p",
        at: 0,
        seconds: 10,
        waitingSeconds: 10,
    };
    return { key, ...pull, ...different };
}

function page(...records: PullRecord[]): string {
    const times = { since: "2026-03-01T00:00:00.000Z", until: "2026-03-02T00:00:00.000Z" };
    const rows = { images: imageStatistics(records), nodes: statistics(records) };
    return historyPage({ cluster: HOSTILE, ...times, pulls: records.length, ...rows }, records);
}

function scripts(text: string): string[] {
    return [...text.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script]) => script ?? "");
}

describe("the page of the history", () => {
    it("needs nothing but itself", () => {
        const text = page(record("1"));
        assert.doesNotMatch(text, /<(?:link|img|iframe)\b|\b(?:src|href)=|@import|url\(/);
    });

    it("allows exactly its own scripts and styles to the browser, and no request", () => {
        const text = page(record("1"));
        const [, policy = ""] = /Content-Security-Policy" content="([^"]*)"/.exec(text) ?? [];
        assert.match(
            policy,
            /^default-src 'none'; style-src 'sha256-\S+' 'sha256-\S+'; script-src 'sha256-\S+' 'sha256-\S+'$/,
        );
        for (const script of scripts(text)) {
            assert.ok(policy.includes(`'sha256-${createHash("sha256").update(script).digest("base64")}'`));
        }
    });

    it("shows names from a cluster as text, whatever is in them", () => {
        const text = page(record("1", { image: HOSTILE, node: HOSTILE }));
        assert.equal(scripts(text).length, 2);
        assert.ok(!text.includes("<script>alert"));
        const [, data = ""] = /id="data">([\s\S]*?)<\/script>/.exec(text) ?? [];
        assert.deepEqual(JSON.parse(data).nodes, [HOSTILE]);
    });

    it("holds each pull once, its waiting apart from its pulling, and the names once", () => {
        const [, data = ""] =
            /id="data">([\s\S]*?)<\/script>/.exec(page(record("1", { at: 5_000, bytes: 7 }), record("2"))) ?? [];
        const { images, nodes, pulls, limits, timeouts } = JSON.parse(data);
        assert.deepEqual(timeouts, [120]);
        assert.deepEqual({ images, nodes }, { images: ["acr1.azurecr.io/shop/api:1"], nodes: ["a"] });
        assert.deepEqual(pulls, [
            [5, 10, 10, 7, 0, 0],
            [0, 10, 10, null, 0, 0],
        ]);
        assert.equal(limits[0][1], 120);
    });

    it("has a row for each image and each of its slowest nodes, and says how many it leaves out", () => {
        const records = Array.from({ length: 25 }, (_, index) =>
            record(String(index), { node: `n${index}`, seconds: index + 1 }),
        );
        const text = page(...records);
        assert.equal(text.match(/<th scope="row">/g)?.length, 20);
        assert.match(text, /and 5 faster nodes/);
        assert.ok(text.includes('<th scope="row">n24</th>') && !text.includes('<th scope="row">n4</th>'));
    });

    it("says so when there was no pull", () => {
        assert.match(page(), /No pull was seen in this time/);
    });
});
