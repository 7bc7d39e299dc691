import assert from "node:assert/strict";
import type { V1Pod } from "@kubernetes/client-node";
import { podFacts } from "../../../observe/cluster/podFacts";

const at = (time: string) => Date.parse(time);
/** As the API server writes it: times are text there, which the library's types do not tell. */
const raw = <T>(object: unknown) => object as T;

describe("facts of a pod", () => {
    const pod = raw<V1Pod>({
        metadata: {
            name: "p1",
            namespace: "shop",
            uid: "u1",
            creationTimestamp: "2026-03-01T10:00:00Z",
            deletionTimestamp: "2026-03-01T10:10:30Z",
            deletionGracePeriodSeconds: 30,
            ownerReferences: [
                { kind: "Other", name: "o", uid: "1" },
                { kind: "Job", name: "zone", uid: "2", controller: true },
            ],
        },
        spec: {
            initContainers: [
                { name: "warm", image: "init:1" },
                { name: "proxy", image: "proxy:1", restartPolicy: "Always" },
            ],
            containers: [{ name: "app", image: "app:1", imagePullPolicy: "IfNotPresent" }],
            ephemeralContainers: [{ name: "debug", image: "debug:1" }],
            volumes: [
                { name: "v", image: { reference: "data:1" } },
                { name: "tmp", emptyDir: {} },
            ],
        },
        status: {
            phase: "Pending",
            conditions: [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message: "0/3 nodes" }],
            initContainerStatuses: [
                {
                    name: "warm",
                    state: { terminated: { exitCode: 1, reason: "Error", finishedAt: "2026-03-01T10:01:00Z" } },
                    imageID: "init@sha256:1",
                    restartCount: 2,
                },
            ],
            containerStatuses: [
                { name: "app", state: { waiting: { reason: "ImagePullBackOff", message: "no" } }, imageID: "" },
            ],
        },
    });

    it("join the containers' spec and state, in the order in which they start", () => {
        const containers = podFacts(pod).containers.map(
            ({ kind, name, image, state, reason, exitCode, imageId, restarts }) => {
                return [kind, name, image, state, reason, exitCode, imageId, restarts];
            },
        );
        assert.deepEqual(containers, [
            ["init", "warm", "init:1", "terminated", "Error", 1, "init@sha256:1", 2],
            ["sidecar", "proxy", "proxy:1", "unknown", undefined, undefined, undefined, 0],
            ["main", "app", "app:1", "waiting", "ImagePullBackOff", undefined, undefined, 0],
            ["ephemeral", "debug", "debug:1", "unknown", undefined, undefined, undefined, 0],
        ]);
    });

    it("tell its controller, the scheduler's text", () => {
        const { owner, unschedulable } = podFacts(pod);
        assert.deepEqual(owner, { kind: "Job", name: "zone", uid: "2" });
        assert.equal(unschedulable, "0/3 nodes");
    });

    it("tell when its deletion was asked for, which is a grace period before its deletionTimestamp", () => {
        assert.equal(podFacts(pod).deletedAt, at("2026-03-01T10:10:00Z"));
    });
});
