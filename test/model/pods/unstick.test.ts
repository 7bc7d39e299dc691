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
        assert.deepEqual(plan(pods, [tolerance({})], ["none"]), [[], ["none"]]);
    });

    it("is told with its reason, and with what was asked for", () => {
        const waiting = stuck("web-a", REPLICA_SET);
        const [removal] = unstickPlan({ waiting, jobs: [], names: [] }).removals;
        const why = "cannot pull: certificate";
        const of = { namespace: "apps", name: "web-a", uid: "uid-web-a" };
        assert.deepEqual(removal, { kind: "pod", ...of, how: "delete", why, named: false });
        assert.equal(unstickPlan({ waiting, jobs: [], names: ["web-a"] }).removals[0]?.named, true);
        const failure = { reason: "DeadlineExceeded", message: "" };
        const job = unstickPlan({ waiting: [], jobs: [tolerance({ failure })], names: ["zone"] }).removals[0];
        assert.deepEqual([job?.why, job?.named], ["failed: DeadlineExceeded", true]);
    });

    it("is one pod of a Job that is named, where one is stuck, and of several Jobs that one", () => {
        const other = tolerance({ name: "other", uid: "9" });
        const one = stuck("zone-x", JOB);
        assert.deepEqual(plan(one, [other, tolerance({})], ["zone"]), [["delete pod/zone-x"], []]);
        assert.deepEqual(plan(one, [other, tolerance({})], ["other"]), [[], ["job/other"]]);
        assert.deepEqual(plan(one, [other, tolerance({})], ["zone-x", "other"]), [
            ["delete pod/zone-x"],
            ["job/other"],
        ]);
        assert.deepEqual(plan(one, [tolerance({ ...other.job, failed: 6 }), tolerance({})]), [
            ["delete pod/zone-x"],
            [],
        ]);
        const both = [...one, ...stuck("web-a", REPLICA_SET)];
        assert.deepEqual(plan(both, [tolerance({})], ["zone", "web-a"]), [
            ["delete pod/zone-x", "delete pod/web-a"],
            [],
        ]);
        assert.deepEqual(plan([...one, ...stuck("bare")], [], ["other"]), [[], ["other"]]);
    });

    it("is not a pod in which something would be lost, which says how to delete it anyway", () => {
        const waits = container({ reason: "ErrImagePull", message: "x509: bad" });
        const runs = container({ name: "app", state: "running", reason: undefined, imageId: "1" });
        const done = container({ name: "once", state: "terminated", exitCode: 0, imageId: "1" });
        const left = (...containers: PodFacts["containers"]) => {
            const waiting = diagnosed(pod("aks-7", { name: "web-a", owner: REPLICA_SET, containers }), []);
            return unstickPlan({ waiting, jobs: [], names: [] }).left[0]?.why;
        };
        const anyway = "to delete it anyway: `image-delivery unstick web-a -n apps`";
        assert.equal(left(waits, runs), `its container app runs, and would be stopped; ${anyway}`);
        assert.equal(left(waits, done), `its container once has completed, and would run again; ${anyway}`);
        assert.match(left({ ...waits, kind: "ephemeral" }, runs) ?? "", /^only an ephemeral container waits/);
    });
});
