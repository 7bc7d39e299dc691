import assert from "node:assert/strict";
import type { EventFacts } from "../../../model/kubernetes/facts";
import { PodEvents } from "../../../observe/follow/podEvents";

const NAME = "zoneapi-0123456789ab";

function event(more: Partial<EventFacts> = {}): EventFacts {
    const about = { kind: "Pod", namespace: "shop", name: `${NAME}-x1`, objectUid: "p1" };
    return {
        uid: "e",
        ...about,
        type: "Warning",
        reason: "Failed",
        message: "no",
        firstAt: 10,
        lastAt: 10,
        count: 1,
        ...more,
    };
}

describe("PodEvents", () => {
    it("keeps what is about the DaemonSet and its pods, even before the pod is known", () => {
        const events = new PodEvents(NAME);
        events.add(event());
        events.add(event({ kind: "DaemonSet", name: NAME, objectUid: "d1" }));
        events.add(event({ name: "other-x1", objectUid: "p2" }));
        events.add(event({ kind: "Job", name: NAME, objectUid: "j1" }));
        assert.deepEqual(
            events.all().map(({ objectUid }) => objectUid),
            ["p1", "d1"],
        );
    });

    it("knows the pods of a DaemonSet whose name is so long that the API server cut it", () => {
        const long = "a".repeat(63);
        const events = new PodEvents(long);
        events.add(event({ name: `${"a".repeat(58)}x7k2p` }));
        assert.equal(events.all().length, 1);
    });

    it("keeps the newest of a reason and message, with the time of the first, in any order", () => {
        const first = event({ uid: "e1", firstAt: 10, lastAt: 20, count: 2 });
        const later = event({ uid: "e2", firstAt: 30, lastAt: 40, count: 9 });
        for (const order of [
            [first, later],
            [later, first],
        ]) {
            const events = new PodEvents(NAME);
            for (const one of order) {
                events.add(one);
            }
            assert.deepEqual(events.all(), [{ ...later, firstAt: 10 }]);
        }
    });

    it("does not grow while the same is said again and again", () => {
        const events = new PodEvents(NAME);
        for (let second = 0; second < 10_000; second += 1) {
            events.add(event({ uid: `e${second}`, firstAt: second, lastAt: second }));
        }
        assert.equal(events.all().length, 1);
    });

    it("forgets a pod that is gone", () => {
        const events = new PodEvents(NAME);
        events.add(event());
        events.forget("p1");
        assert.deepEqual(events.all(), []);
    });
});
