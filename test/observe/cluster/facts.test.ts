import assert from "node:assert/strict";
import type { CoreV1Event, V1Job, V1Node } from "@kubernetes/client-node";
import * as fc from "fast-check";
import { eventFacts, jobFacts, nodeFacts } from "../../../observe/cluster/facts";
import { podFacts } from "../../../observe/cluster/podFacts";

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

describe("facts of a node", () => {
    it("tell Kubernetes' own conditions apart from a problem detector's", () => {
        const conditions = ["Ready", "DiskPressure", "NetworkUnavailable", "VMEventScheduled"];
        const { ready, pressures } = nodeFacts(
            raw<V1Node>({ status: { conditions: conditions.map((type) => ({ type, status: "True" })) } }),
        );
        assert.equal(ready, true);
        assert.deepEqual(pressures, ["DiskPressure", "NetworkUnavailable"]);
    });

    it("take a node whose kubelet is silent for not ready", () => {
        const conditions = [{ type: "Ready", status: "Unknown" }];
        assert.equal(nodeFacts(raw<V1Node>({ spec: { unschedulable: true }, status: { conditions } })).ready, false);
    });
});

describe("facts of a Job", () => {
    const template = {
        spec: {
            containers: [{ image: "a:1" }, { image: "a:1" }],
            initContainers: [{ image: "b:1" }],
            volumes: [{ image: { reference: "c:1" } }],
        },
    };

    it("name each image of the template once", () => {
        assert.deepEqual(jobFacts(raw<V1Job>({ spec: { template } })).images, ["b:1", "a:1", "c:1"]);
    });

    it("take a Job for finished only when its condition is True", () => {
        const conditions = [
            { type: "Complete", status: "False" },
            {
                type: "Failed",
                status: "True",
                reason: "DeadlineExceeded",
                message: "m",
                lastTransitionTime: "2026-03-01T10:00:00Z",
            },
        ];
        const { complete, failure, finishedAt } = jobFacts(raw<V1Job>({ status: { conditions } }));
        assert.equal(complete, false);
        assert.deepEqual(failure, { reason: "DeadlineExceeded", message: "m" });
        assert.equal(finishedAt, at("2026-03-01T10:00:00Z"));
    });
});

describe("facts", () => {
    const part = fc.option(fc.dictionary(fc.string(), fc.anything()), { nil: undefined });
    const object = fc.record({ metadata: part, spec: part, status: part }, { requiredKeys: [] });

    it("are total: whatever is missing, nothing throws", () => {
        fc.assert(
            fc.property(object, (anything) => {
                for (const facts of [podFacts, eventFacts, nodeFacts, jobFacts]) {
                    assert.ok((facts as (object: unknown) => object)(anything));
                }
            }),
        );
    });
});
