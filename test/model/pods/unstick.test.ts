import assert from "node:assert/strict";
import type { JobFacts, PodFacts } from "../../../model/kubernetes/facts";
import type { PodDiagnosis } from "../../../model/pods/diagnosis";
import { type JobTolerance, unstickPlan } from "../../../model/pods/unstick";
import { waitingPods } from "../../../model/pods/waiting";
import { at, container, failed, pod, pulling } from "../../support/gateView";

function stuck(name: string, owner?: PodFacts["owner"]): PodDiagnosis[] {
    const containers = [container({ reason: "ErrImagePull", message: "x509: bad" })];
    const one = pod("aks-7", { name, owner, containers });
    return diagnosed(one, [failed(one, "x509: bad", 1)]);
}

function diagnosed(one: PodFacts, events: ReturnType<typeof failed>[]): PodDiagnosis[] {
    return waitingPods({
        pods: [one],
        events: new Map([[one.uid, events]]),
        nodes: new Map(),
        sizes: new Map(),
        now: at(5_000),
    });
}

const REPLICA_SET = { kind: "ReplicaSet", name: "web", uid: "1" };
const JOB = { kind: "Job", name: "zone", uid: "2" };

function tolerance(different: Partial<JobFacts>, ignoresDisruption = false): JobTolerance {
    const none = {
        active: 0,
        succeeded: 0,
        failed: 0,
        complete: false,
        suspended: false,
        createdAt: at(0),
        images: [],
    };
    const named = { namespace: "apps", name: "zone", uid: "2", labels: {}, annotations: {} };
    return { job: { ...named, ...none, ...different }, ignoresDisruption };
}

describe("what is unstuck", () => {
    const plan = (waiting: PodDiagnosis[], jobs: JobTolerance[] = [], names: string[] = []) => {
        const { removals, left } = unstickPlan({ waiting, jobs, names });
        return [removals.map(({ kind, name, how }) => `${how} ${kind}/${name}`), left.map(({ name }) => name)];
    };

    it("is not a pod that still pulls, however slowly: a new one would begin again", () => {
        const one = pod("aks-7", { owner: REPLICA_SET });
        assert.deepEqual(plan(diagnosed(one, [pulling(one, 0)])), [[], []]);
    });

    it("is not a pod that nothing would create again", () => {
        const bare = stuck("bare");
        const ofKubelet = stuck("static", { kind: "Node", name: "aks-7", uid: "3" });
        assert.deepEqual(plan([...bare, ...ofKubelet]), [[], ["pod/bare", "pod/static"]]);
    });

    it("is a Job's pod only where the Job survives it", () => {
        const one = stuck("zone-x", JOB);
        const left = [[], ["pod/zone-x"]];
        assert.deepEqual(plan(one, [tolerance({ backoffLimit: 0 })]), left);
        assert.deepEqual(plan(one, [tolerance({ backoffLimit: 0 }, true)]), [["evict pod/zone-x"], []]);
        assert.deepEqual(plan(one, [tolerance({ failed: 5 })]), [["delete pod/zone-x"], []]);
        assert.deepEqual(plan(one, [tolerance({ failed: 6 })]), left);
        assert.deepEqual(plan(one), left);
    });

    it("is a Job only by name, and only when it has failed", () => {
        const failure = { reason: "DeadlineExceeded", message: "" };
        assert.deepEqual(plan([], [tolerance({ failure })]), [[], []]);
        assert.deepEqual(plan([], [tolerance({ failure })], ["zone"]), [["delete job/zone"], []]);
        assert.deepEqual(plan([], [tolerance({})], ["zone"]), [[], ["job/zone"]]);
        assert.deepEqual(plan([], [tolerance({ complete: true })], ["zone"]), [[], ["job/zone"]]);
    });

    it("is only what is named, where something is", () => {
        const pods = [...stuck("web-a", REPLICA_SET), ...stuck("web-b", REPLICA_SET)];
        assert.deepEqual(plan(pods, [], ["web-a"]), [["delete pod/web-a"], []]);
        assert.deepEqual(plan(pods, [], ["web"]), [["delete pod/web-a", "delete pod/web-b"], ["web"]]);
        assert.deepEqual(plan(pods, [], ["none"]), [[], ["none"]]);
    });
});
