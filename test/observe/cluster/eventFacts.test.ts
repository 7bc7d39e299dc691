import assert from "node:assert/strict";
import type { CoreV1Event } from "@kubernetes/client-node";
import { eventFacts } from "../../../observe/cluster/facts";

const at = (time: string) => Date.parse(time);
/** As the API server writes it: times are text there, which the library's types do not tell. */
const raw = <T>(object: unknown) => object as T;

describe("facts of an event", () => {
    const metadata = { uid: "e1", namespace: "shop", creationTimestamp: "2026-03-01T10:00:00Z" };
    const involvedObject = { kind: "Pod", namespace: "shop", name: "p1", uid: "u1" };

    it("come from a counted event", () => {
        const event = raw<CoreV1Event>({
            metadata,
            involvedObject,
            type: "Warning",
            reason: "Failed",
            message: "no",
            firstTimestamp: "2026-03-01T10:00:00Z",
            lastTimestamp: "2026-03-01T10:04:00Z",
            eventTime: null,
            count: 5,
            source: { component: "kubelet", host: "aks-1" },
            reportingComponent: "kubelet",
            reportingInstance: "aks-1",
        });
        assert.deepEqual(eventFacts(event), {
            uid: "e1",
            kind: "Pod",
            namespace: "shop",
            name: "p1",
            objectUid: "u1",
            type: "Warning",
            reason: "Failed",
            message: "no",
            firstAt: at("2026-03-01T10:00:00Z"),
            lastAt: at("2026-03-01T10:04:00Z"),
            count: 5,
            node: "aks-1",
        });
    });

    it("come from a series, whose timestamps are null", () => {
        const event = raw<CoreV1Event>({
            metadata: { ...metadata, creationTimestamp: "2026-03-01T10:01:00Z" },
            involvedObject,
            firstTimestamp: null,
            lastTimestamp: null,
            eventTime: "2026-03-01T10:01:00.250000Z",
            series: { count: 7, lastObservedTime: "2026-03-01T10:09:00.000000Z" },
            reportingComponent: "default-scheduler",
            reportingInstance: "scheduler-0",
        });
        const { firstAt, lastAt, count, node } = eventFacts(event);
        assert.equal(firstAt, at("2026-03-01T10:01:00.250Z"));
        assert.equal(lastAt, at("2026-03-01T10:09:00Z"));
        assert.equal(count, 7);
        assert.equal(node, undefined, "only a kubelet's instance is a node");
    });

    it("are in the API server's time where the clock of the node is an hour off, or an hour ahead", () => {
        const times = (first: string, last: string) => {
            const event = { metadata, involvedObject, firstTimestamp: first, lastTimestamp: last, count: 2 };
            const { firstAt, lastAt } = eventFacts(raw<CoreV1Event>(event));
            return [firstAt, lastAt].map((time) => new Date(time).toISOString().slice(11, 19));
        };
        assert.deepEqual(times("2026-03-01T09:00:00Z", "2026-03-01T09:01:00Z"), ["10:00:00", "10:01:00"]);
        assert.deepEqual(times("2026-03-01T11:00:00Z", "2026-03-01T11:01:00Z"), ["10:00:00", "10:01:00"]);
        // Written again after an hour, when the API server had forgotten it; and told late, by a kubelet without a connection.
        assert.deepEqual(times("2026-03-01T08:00:00Z", "2026-03-01T10:00:01Z"), ["08:00:00", "10:00:01"]);
        assert.deepEqual(times("2026-03-01T09:58:00Z", "2026-03-01T09:58:00Z"), ["09:58:00", "09:58:00"]);
    });

    it("take the library's Date as well, and the object's creation where there is no time", () => {
        const date = new Date("2026-03-01T09:59:59Z");
        assert.equal(
            eventFacts(raw<CoreV1Event>({ metadata, involvedObject, firstTimestamp: date })).lastAt,
            date.getTime(),
        );
        assert.equal(eventFacts(raw<CoreV1Event>({ metadata, involvedObject })).firstAt, at("2026-03-01T10:00:00Z"));
    });
});

describe("facts of an event from a node whose clock is off", () => {
    const CREATED = at("2026-03-01T10:00:00Z");
    const time = (seconds: number) => new Date(CREATED + seconds * 1_000).toISOString();
    /** Seconds from the creation of the object on. */
    function seconds(first: number, last: number): number[] {
        const metadata = { creationTimestamp: time(0) };
        const facts = eventFacts(raw({ metadata, firstTimestamp: time(first), lastTimestamp: time(last) }));
        return [facts.firstAt, facts.lastAt].map((one) => (one - CREATED) / 1_000);
    }

    it("are put right from half a minute ahead and three minutes behind on, and not before", () => {
        assert.deepEqual(seconds(30, 40), [30, 40]);
        assert.deepEqual(seconds(31, 40), [0, 9]);
        assert.deepEqual(seconds(-200, -180), [-200, -180]);
        assert.deepEqual(seconds(-200, -181), [0, 19]);
    });

    it("do not end before they begin", () => {
        assert.deepEqual(seconds(10, 5), [10, 10]);
    });
});
