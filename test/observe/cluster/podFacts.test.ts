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

    it("are empty where it says nothing", () => {
        assert.deepEqual(podFacts(raw<V1Pod>({})), {
            ...{ namespace: "", name: "", uid: "", node: undefined, phase: "Unknown", ready: false },
            ...{ reason: undefined, message: undefined, unschedulable: undefined, createdAt: 0, startedAt: undefined },
            ...{ deletedAt: undefined, labels: {}, owner: undefined, containers: [], claims: [], gates: [] },
        });
        const blank = raw<V1Pod>({ spec: { nodeName: "" }, status: { reason: "", message: "" } });
        const { node, reason, message } = podFacts(blank);
        assert.deepEqual([node, reason, message], [undefined, undefined, undefined]);
    });

    it("tell where it is, how it is, and why it was ended", () => {
        const conditions = [
            { type: "PodScheduled", status: "True", message: "kept from before" },
            { type: "Ready", status: "True" },
        ];
        const status = { phase: "Running", reason: "Evicted", message: "low on memory", conditions };
        const startTime = "2026-03-01T10:00:01Z";
        const running = podFacts(raw<V1Pod>({ spec: { nodeName: "aks-1" }, status: { ...status, startTime } }));
        const { node, phase, ready, reason, message, unschedulable, startedAt } = running;
        assert.deepEqual([node, phase, ready, reason, message], ["aks-1", "Running", true, "Evicted", "low on memory"]);
        assert.deepEqual([unschedulable, startedAt], [undefined, at(startTime)]);
    });

    it("take the scheduler's reason where it gives no text, and any owner where none controls it", () => {
        const conditions = [{ type: "PodScheduled", status: "False", reason: "Unschedulable" }];
        const ownerReferences = [{ kind: "Node", name: "n", uid: "1" }];
        const { unschedulable, owner } = podFacts(
            raw<V1Pod>({ metadata: { ownerReferences }, status: { conditions } }),
        );
        assert.deepEqual([unschedulable, owner?.name], ["Unschedulable", "n"]);
    });

    it("tell which claims it waits for, those of its own volumes included", () => {
        const volumes = [
            { name: "data", persistentVolumeClaim: { claimName: "shop-data" } },
            { name: "scratch", ephemeral: {} },
            { name: "tmp", emptyDir: {} },
        ];
        assert.deepEqual(podFacts(raw<V1Pod>({ metadata: { name: "p" }, spec: { volumes } })).claims, [
            "shop-data",
            "p-scratch",
        ]);
    });

    it("tell what holds it back from the scheduler, also where the gates are not named", () => {
        const conditions = [{ type: "PodScheduled", status: "False", reason: "SchedulingGated" }];
        const gates = (spec: object, more: object = {}) => podFacts(raw<V1Pod>({ spec, status: more })).gates;
        assert.deepEqual(gates({ schedulingGates: [{ name: "quota" }] }, { conditions }), ["quota"]);
        assert.deepEqual(gates({}, { conditions }), ["scheduling gates"]);
        assert.deepEqual(gates({}), []);
    });

    it("tell how a container ended, and the end before only of one that waits", () => {
        const terminated = { exitCode: 137, reason: "OOMKilled", message: "m", finishedAt: "2026-03-01T10:01:00Z" };
        const one = (status: object) => {
            const spec = { containers: [{ name: "app" }] };
            const containerStatuses = [{ name: "app", ...status }];
            return podFacts(raw<V1Pod>({ spec, status: { containerStatuses } })).containers[0];
        };
        const before = { lastState: { terminated } };
        const { reason, message } = terminated;
        assert.deepEqual(one({ state: { waiting: { reason: "CrashLoopBackOff" } }, ...before })?.last, {
            reason,
            message,
        });
        assert.equal("last" in (one({ state: { waiting: {} } }) ?? {}), false);
        const running = one({ state: { running: { startedAt: "2026-03-01T10:00:00Z" } }, ready: true, ...before });
        assert.deepEqual(running, {
            ...{ name: "app", image: "", kind: "main", state: "running", startedAt: at("2026-03-01T10:00:00Z") },
            ...{ ready: true, restarts: 0, imageId: undefined },
        });
        const ended = one({ state: { terminated }, ...before });
        assert.deepEqual(
            [ended?.exitCode, ended?.finishedAt, ended?.last],
            [137, at(terminated.finishedAt), undefined],
        );
    });
});
