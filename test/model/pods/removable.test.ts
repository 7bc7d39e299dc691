import assert from "node:assert/strict";
import type { CoreV1Event, V1Pod } from "@kubernetes/client-node";
import fc from "fast-check";
import type { PodFacts } from "../../../model/kubernetes/facts";
import { type UnstickPlan, unstickPlan } from "../../../model/pods/unstick";
import { waitingPods } from "../../../model/pods/waiting";
import { eventFacts } from "../../../observe/cluster/facts";
import { podFacts } from "../../../observe/cluster/podFacts";
import { IMAGE } from "../../support/images";
import { event } from "../../support/objects";
import { type ContainerShape, type PodShape, podObject } from "../../support/podObjects";
import { PULL_ERRORS } from "../../support/pullErrors";

const ERRORS = Object.values(PULL_ERRORS).flat();
const PULL_FAULTS = ["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull"];

const pullFault = fc.record({ reason: fc.constantFrom(...PULL_FAULTS), message: fc.constantFrom(...ERRORS) });
const otherFault = fc.constantFrom(
    { reason: "ContainerCreating" },
    { reason: "PodInitializing" },
    { reason: "CrashLoopBackOff", message: "back-off 5m0s restarting failed container" },
    { reason: "CreateContainerConfigError", message: 'secret "x" not found' },
);
const state = fc.oneof(
    fc.constant("running" as const),
    fc.constantFrom(0, 1, 137),
    { weight: 2, arbitrary: pullFault },
    otherFault,
);
const kind = fc.constantFrom<ContainerShape["kind"][]>("init", "sidecar", "main", "main", "ephemeral");
const container: fc.Arbitrary<ContainerShape> = fc.record({ kind, state, restarts: fc.nat({ max: 2 }) });
const owner = fc.constantFrom(undefined, null, { kind: "StatefulSet", name: "db", uid: "uid-db", controller: true });

const cluster = fc.array(
    fc.record({
        containers: fc.array(container, { minLength: 1, maxLength: 4 }),
        owner,
        error: fc.option(fc.constantFrom(...ERRORS), { nil: undefined }),
        node: fc.constantFrom<(string | null)[]>("n1", "n1", "n1", null),
    }),
    { minLength: 1, maxLength: 6 },
);

type Generated = typeof cluster extends fc.Arbitrary<infer T> ? T : never;

/** The pods by name, and what `unstick` would do with them. */
function planned(pods: Generated, names: readonly string[]): { objects: Map<string, V1Pod>; plan: UnstickPlan } {
    const shapes: (PodShape & { error?: string })[] = pods.map((pod, index) => ({
        ...pod,
        owner: pod.owner,
        name: `web-${index}`,
        containers: pod.containers.map((one, at) => ({ ...one, name: `c${at}` })),
    }));
    const objects = new Map(shapes.map((shape) => [shape.name, podObject(shape) as unknown as V1Pod]));
    const events = shapes.map(({ name, error }): [string, ReturnType<typeof eventFacts>[]] => {
        const about = { kind: "Pod", name, uid: `uid-${name}` };
        const message = `Failed to pull image "${IMAGE}": ${error}`;
        return [
            about.uid,
            error === undefined ? [] : [eventFacts(event(about, "Failed", message) as unknown as CoreV1Event)],
        ];
    });
    const facts: PodFacts[] = [...objects.values()].map(podFacts);
    const view = { events: new Map(events), nodes: new Map(), sizes: new Map(), now: Date.now() };
    return { objects, plan: unstickPlan({ waiting: waitingPods({ ...view, pods: facts }), jobs: [], names }) };
}

function mainRuns({ status }: V1Pod): boolean {
    return (status?.containerStatuses ?? []).some((one) => one.state?.running !== undefined);
}

function hasCompleted({ status }: V1Pod): boolean {
    return (status?.containerStatuses ?? []).some((one) => one.state?.terminated?.exitCode === 0);
}

function pullFails({ status }: V1Pod): boolean {
    const own = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
    return own.some((one) => PULL_FAULTS.includes(one.state?.waiting?.reason ?? ""));
}

describe("what unstick deletes in any cluster", () => {
    it("has a failing pull and no main container that runs, unless it is named", () => {
        let deleted = 0;
        fc.assert(
            fc.property(cluster, (pods) => {
                const { objects, plan } = planned(pods, []);
                for (const { name, kind: what } of plan.removals) {
                    const pod = objects.get(name) as V1Pod;
                    assert.deepEqual([what, mainRuns(pod), pullFails(pod)], ["pod", false, true], name);
                    assert.ok(!hasCompleted(pod), `${name} would run again`);
                    deleted += 1;
                }
            }),
            { numRuns: 250 },
        );
        assert.ok(deleted > 25, `${deleted} pods were deleted: the clusters hold none to delete`);
    });

    it("has a failing pull also where it is named", () => {
        fc.assert(
            fc.property(cluster, (pods) => {
                const { objects, plan } = planned(pods, ["web-0"]);
                for (const { name } of plan.removals) {
                    assert.deepEqual([name, pullFails(objects.get(name) as V1Pod)], ["web-0", true]);
                }
            }),
        );
    });
});
