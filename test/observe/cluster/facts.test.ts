import assert from "node:assert/strict";
import type { V1Job, V1Node } from "@kubernetes/client-node";
import * as fc from "fast-check";
import { eventFacts, jobFacts, nodeFacts } from "../../../observe/cluster/facts";
import { podFacts } from "../../../observe/cluster/podFacts";

const at = (time: string) => Date.parse(time);
/** As the API server writes it: times are text there, which the library's types do not tell. */
const raw = <T>(object: unknown) => object as T;

describe("facts of what says nothing", () => {
    it("are empty", () => {
        assert.deepEqual(eventFacts(raw({})), {
            ...{ uid: "", kind: "", namespace: "", name: "", objectUid: "", type: "Normal", reason: "", message: "" },
            ...{ firstAt: 0, lastAt: 0, count: 1, node: undefined },
        });
        assert.deepEqual(nodeFacts(raw({})), {
            ...{ name: "", ready: false, schedulable: true, labels: {}, taints: [], os: "", arch: "" },
            ...{ kubeletVersion: "", runtimeVersion: "", pressures: [], createdAt: 0 },
        });
        assert.deepEqual(jobFacts(raw({})), {
            ...{ namespace: "", name: "", uid: "", labels: {}, images: [], failed: 0, complete: false },
            ...{ suspended: false, failure: undefined, createdAt: 0, startedAt: undefined, finishedAt: undefined },
            ...{ activeDeadlineSeconds: undefined, backoffLimit: undefined },
        });
    });

    it("take an event's namespace for its object's, and the kubelet that reports for its node", () => {
        const reporting = { reportingComponent: "kubelet", reportingInstance: "aks-1" };
        const facts = eventFacts(raw({ metadata: { namespace: "shop" }, ...reporting }));
        assert.deepEqual([facts.namespace, facts.node], ["shop", "aks-1"]);
        const scheduler = { reportingComponent: "scheduler", reportingInstance: "s-1" };
        assert.equal(eventFacts(raw({ source: { host: "" }, ...scheduler })).node, undefined);
    });
});

describe("facts of a node", () => {
    it("tell what it is, its taints, and since when it is not ready and why", () => {
        const nodeInfo = {
            ...{ operatingSystem: "linux", architecture: "arm64" },
            ...{ kubeletVersion: "v1.36.3", containerRuntimeVersion: "containerd://2.2.9" },
        };
        const conditions = [
            { type: "Ready", status: "False", lastTransitionTime: "2026-03-01T10:05:00Z", message: "no network" },
        ];
        const taint = { key: "k", value: "v", effect: "NoSchedule" };
        const node = nodeFacts(
            raw<V1Node>({
                metadata: { name: "aks-1", labels: { pool: "apps" }, creationTimestamp: "2026-03-01T10:00:00Z" },
                spec: { unschedulable: true, taints: [{ ...taint, timeAdded: "2026-03-01T10:05:00Z" }] },
                status: { nodeInfo, conditions },
            }),
        );
        assert.deepEqual(node, {
            name: "aks-1",
            ready: false,
            notReady: { since: at("2026-03-01T10:05:00Z"), message: "no network" },
            schedulable: false,
            labels: { pool: "apps" },
            taints: [taint],
            ...{ os: "linux", arch: "arm64", kubeletVersion: "v1.36.3", runtimeVersion: "containerd://2.2.9" },
            pressures: [],
            createdAt: at("2026-03-01T10:00:00Z"),
        });
    });

    it("say nothing of why a node is not ready that is ready", () => {
        const conditions = [{ type: "Ready", status: "True", message: "kubelet is posting ready status" }];
        assert.equal("notReady" in nodeFacts(raw<V1Node>({ status: { conditions } })), false);
    });

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

    it("tell its limits, its failures so far and its times", () => {
        const metadata = { name: "zone-1", uid: "u", labels: { a: "b" }, creationTimestamp: "2026-03-01T10:00:00Z" };
        const conditions = [{ type: "Complete", status: "True" }];
        const times = { startTime: "2026-03-01T10:00:05Z", completionTime: "2026-03-01T10:01:00Z" };
        const facts = jobFacts(
            raw<V1Job>({
                metadata,
                spec: { suspend: true, activeDeadlineSeconds: 600, backoffLimit: 0, template: { spec: {} } },
                status: { failed: 2, conditions, ...times },
            }),
        );
        assert.deepEqual(facts, {
            ...{ namespace: "", name: "zone-1", uid: "u", labels: { a: "b" }, images: [], failed: 2 },
            ...{ complete: true, suspended: true, failure: undefined, activeDeadlineSeconds: 600, backoffLimit: 0 },
            createdAt: at("2026-03-01T10:00:00Z"),
            startedAt: at(times.startTime),
            finishedAt: at(times.completionTime),
        });
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
