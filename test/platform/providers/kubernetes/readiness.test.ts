import * as assert from "node:assert/strict";
import type { KubernetesObject } from "../../../../platform/providers/kubernetes/api/objects";
import { podProblems } from "../../../../platform/providers/kubernetes/podProblems";
import { readinessOf } from "../../../../platform/providers/kubernetes/readiness";

function object(kind: string, fields: object, metadata: object = {}): KubernetesObject {
    return { apiVersion: "v1", kind, metadata: { name: "a", generation: 2, ...metadata }, ...fields };
}

const stateOf = (kind: string, fields: object, metadata?: object) => readinessOf(object(kind, fields, metadata)).state;
const condition = (type: string, status = "True", reason = "Because") => ({ type, status, reason, message: "so" });

describe("readiness", () => {
    it("of a Job is its completion, and its failure is final", () => {
        assert.equal(stateOf("Job", { status: { conditions: [condition("Complete")] } }), "ready");
        assert.equal(stateOf("Job", { status: { conditions: [condition("Failed")] } }), "failed");
        assert.equal(stateOf("Job", { status: { conditions: [condition("FailureTarget")] } }), "failed");
        assert.equal(stateOf("Job", { status: { active: 1 } }), "waiting");
        const { text } = readinessOf(
            object("Job", { status: { conditions: [condition("Failed", "True", "DeadlineExceeded")] } }),
        );
        assert.equal(text, "the Job failed: DeadlineExceeded: so");
    });

    describe("of a Deployment", () => {
        const spec = { replicas: 2 };
        const done = { observedGeneration: 2, replicas: 2, updatedReplicas: 2, availableReplicas: 2 };

        it("is that all replicas are updated and available, and no old one is left", () => {
            assert.equal(stateOf("Deployment", { spec, status: done }), "ready");
            for (const lacking of [{ updatedReplicas: 1 }, { availableReplicas: 1 }, { replicas: 3 }]) {
                assert.equal(stateOf("Deployment", { spec, status: { ...done, ...lacking } }), "waiting");
            }
        });

        it("is not judged by a status that is older than the change", () => {
            assert.equal(stateOf("Deployment", { spec, status: { ...done, observedGeneration: 1 } }), "waiting");
        });

        it("ends with its progress deadline, and says why no pod could be made", () => {
            const conditions = [
                condition("Progressing", "False", "ProgressDeadlineExceeded"),
                condition("ReplicaFailure"),
            ];
            const status = { ...done, availableReplicas: 0, conditions };
            const { state, text } = readinessOf(object("Deployment", { spec, status }));
            assert.equal(state, "failed");
            assert.equal(text, "the rollout failed: ProgressDeadlineExceeded: so: so");
        });
    });

    it("of a DaemonSet without nodes is given", () => {
        assert.equal(stateOf("DaemonSet", { status: { observedGeneration: 2 } }), "ready");
        const counts = { observedGeneration: 2, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberReady: 1 };
        assert.equal(stateOf("DaemonSet", { status: counts }), "waiting");
    });

    it("of a StatefulSet is that all replicas run its newest revision", () => {
        const status = { observedGeneration: 2, readyReplicas: 1, currentRevision: "b", updateRevision: "b" };
        assert.equal(stateOf("StatefulSet", { spec: {}, status }), "ready");
        assert.equal(stateOf("StatefulSet", { spec: {}, status: { ...status, currentRevision: "a" } }), "waiting");
    });

    it("of a Pod is that it is ready or has succeeded", () => {
        assert.equal(stateOf("Pod", { status: { phase: "Running", conditions: [condition("Ready")] } }), "ready");
        assert.equal(stateOf("Pod", { status: { phase: "Succeeded" } }), "ready");
        assert.equal(stateOf("Pod", { status: { phase: "Running" } }), "waiting");
        assert.equal(stateOf("Pod", { status: { phase: "Failed", reason: "Evicted" } }), "failed");
    });

    it("of a PersistentVolumeClaim is its volume", () => {
        assert.equal(stateOf("PersistentVolumeClaim", { status: { phase: "Pending" } }), "waiting");
        assert.equal(stateOf("PersistentVolumeClaim", { status: { phase: "Bound" } }), "ready");
    });

    it("of any other kind is its existence", () => {
        assert.equal(stateOf("ConfigMap", {}), "ready");
        assert.equal(stateOf("ConfigMap", {}, { deletionTimestamp: "2024-01-01T00:00:00Z" }), "waiting");
    });
});

describe("problems of pods", () => {
    const pod = (status: object) => object("Pod", { status });
    const container = (state: object) => ({ name: "c", image: "i", state });

    it("are what containers wait for, once for each distinct problem", () => {
        const pulling = container({ waiting: { reason: "ImagePullBackOff", message: "not found" } });
        const pods = [pod({ containerStatuses: [pulling] }), pod({ initContainerStatuses: [pulling] })];
        assert.deepEqual(podProblems(pods), ["pod a: container c (i): ImagePullBackOff: not found"]);
    });

    it("are exit codes other than 0, and that no node was found", () => {
        const states = [
            container({ terminated: { exitCode: 3, reason: "Error" } }),
            container({ terminated: { exitCode: 0 } }),
        ];
        const conditions = [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message: "no nodes" }];
        assert.deepEqual(podProblems([pod({ containerStatuses: states, conditions })]), [
            "pod a: Unschedulable: no nodes",
            "pod a: container c (i): exit code 3 (Error)",
        ]);
    });

    it("are none while a pod starts as every pod does", () => {
        const starting = container({ waiting: { reason: "ContainerCreating" } });
        assert.deepEqual(podProblems([pod({ containerStatuses: [starting] })]), []);
    });
});
