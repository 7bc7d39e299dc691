import assert from "node:assert/strict";
import fc from "fast-check";
import { imageStatistics, type PullRecord, pulls, statistics } from "../../../model/pulls/statistics";
import { at, event, failed, pod, pulling } from "../../support/gateView";
import { IMAGE } from "../../support/pullErrors";

const POD = pod("a");

function record(different: Partial<PullRecord> = {}): PullRecord {
    return {
        key: "k",
        image: IMAGE,
        node: "a",
        namespace: "apps",
        pod: "p",
        at: 0,
        seconds: 10,
        waitingSeconds: 0,
        ...different,
    };
}

describe("the pulls among events", () => {
    const text = `Successfully pulled image "${IMAGE}" in 27.5s (30s including waiting). Image size: 68507108 bytes.`;

    it("are records with size and waiting apart from pulling", () => {
        const one = event(POD, text, 40);
        assert.deepEqual(pulls([pulling(POD, 1), one, failed(POD, "x", 9)]), [
            {
                key: `apps/prepull-a/${at(40) / 1_000}/27.5/${IMAGE.slice(-12)}`,
                image: IMAGE,
                node: "a",
                namespace: "apps",
                pod: "prepull-a",
                at: at(40),
                seconds: 27.5,
                waitingSeconds: 2.5,
                bytes: 68_507_108,
            },
        ]);
    });

    it("keep their key when they are read again, and get another when the event counts a further one", () => {
        const one = event(POD, text, 40);
        const [first] = pulls([one]);
        const [again] = pulls([{ ...one }]);
        const [counted] = pulls([{ ...one, count: 2, lastAt: at(90) }]);
        assert.equal(again?.key, first?.key);
        assert.notEqual(counted?.key, first?.key);
    });

    it("are taken without a size and without waiting, and left out without a duration", () => {
        const [old] = pulls([event(POD, `Successfully pulled image "${IMAGE}" in 1.5s`, 2)]);
        assert.deepEqual([old?.seconds, old?.waitingSeconds, old?.bytes], [1.5, 0, undefined]);
        assert.deepEqual(pulls([event(POD, `Successfully pulled image "${IMAGE}"`, 2)]), []);
    });

    it("are those of pods", () => {
        assert.deepEqual(pulls([{ ...event(POD, text, 40), kind: "ConfigMap" }]), []);
    });
});

describe("the statistics of pulls", () => {
    it("are percentiles by nearest rank: always a duration that was measured", () => {
        const records = Array.from({ length: 10 }, (_, index) => record({ seconds: (10 - index) * 10 }));
        const [row] = statistics(records);
        assert.deepEqual([row?.count, row?.p50, row?.p90, row?.p99, row?.max], [10, 50, 90, 100, 100]);
    });

    it("keep waiting apart from pulling", () => {
        const [row] = statistics([
            record({ waitingSeconds: 1 }),
            record({ waitingSeconds: 2 }),
            record({ waitingSeconds: 90 }),
        ]);
        assert.deepEqual([row?.max, row?.waitingP50, row?.waitingMax], [10, 2, 90]);
    });

    it("tell which part of the time was spent waiting", () => {
        const rows = statistics([
            record({ seconds: 10, waitingSeconds: 30 }),
            record({ seconds: 20 }),
            record({ node: "b", seconds: 0 }),
        ]);
        assert.deepEqual(
            rows.map(({ waitingShare }) => waitingShare),
            [0.5, 0],
        );
    });

    it("are one row per image and node, or per image, in order", () => {
        const records = [record({ node: "b" }), record({ image: "z:1" }), record(), record({ node: "b" })];
        assert.deepEqual(
            statistics(records).map(({ image, node, count }) => [image, node, count]),
            [
                [IMAGE, "a", 1],
                [IMAGE, "b", 2],
                ["z:1", "a", 1],
            ],
        );
        assert.deepEqual(
            imageStatistics(records).map(({ image, node, count }) => [image, node, count]),
            [
                [IMAGE, undefined, 3],
                ["z:1", undefined, 1],
            ],
        );
        assert.deepEqual(statistics([]), []);
    });

    it("have a speed over the pulls whose size is known, and none where none is", () => {
        const [row] = statistics([
            record({ bytes: 400e6, at: 2 }),
            record({ bytes: 200e6, at: 1 }),
            record({ seconds: 9_999 }),
        ]);
        assert.deepEqual([row?.megabytesPerSecond, row?.bytes], [30, 400e6]);
        assert.ok(!("megabytesPerSecond" in (statistics([record()])[0] ?? {})));
        assert.ok(!("megabytesPerSecond" in (statistics([record({ seconds: 0, bytes: 5 })])[0] ?? {})));
    });

    it("are ordered, and among the measured values, for any records", () => {
        const seconds = fc.array(fc.double({ min: 0, max: 1e5, noNaN: true }), { minLength: 1 });
        fc.assert(
            fc.property(seconds, (values) => {
                const [row] = statistics(values.map((value) => record({ seconds: value })));
                const found = [row?.p50, row?.p90, row?.p99, row?.max].map(Number);
                assert.deepEqual(
                    found,
                    [...found].sort((a, b) => a - b),
                );
                assert.ok(found.every((value) => values.includes(value)));
                assert.equal(row?.max, Math.max(...values));
            }),
        );
    });
});
