import assert from "node:assert/strict";
import fc from "fast-check";
import { statusReport } from "../../../model/pods/status";
import { unstickPlan } from "../../../model/pods/unstick";
import { waitingPods } from "../../../model/pods/waiting";
import { eventsByObject } from "../../../model/pulls/imagePulls";
import { access, writes } from "../../support/cluster";
import type { DiagnosisCase } from "../../support/diagnosisCases/case";
import { factsOf, serverOf } from "../../support/diagnosisCases/cluster";
import { type HealthyPod, healthyPod } from "../../support/healthyCluster";
import { runHere } from "../../support/runHere";

function clusterOf(pods: readonly HealthyPod[]): DiagnosisCase {
    return {
        what: "a healthy cluster",
        pods: pods.map(({ pod }, index) => ({ ...pod, name: `pod-${index}` })),
        events: pods.flatMap(({ events }, index) => events.map((event) => ({ ...event, about: `pod-${index}` }))),
        status: { code: 0 },
    };
}

describe("a cluster in which nothing is wrong", () => {
    it("has 200 pods of which status says no fault, and unstick deletes nothing", async () => {
        const server = await serverOf(clusterOf(fc.sample(healthyPod, { numRuns: 200, seed: 7 })));
        const status = await runHere(["status", ...access(server)]);
        assert.equal(status.code, 0, status.stdout);
        assert.match(status.stdout, /^200 pods in namespace shop: \d+ waiting, 0 of them stuck\.\n/);
        const unstick = await runHere(["unstick", "--yes", ...access(server)]);
        assert.match(unstick.stdout, /^nothing in namespace shop is stuck\n$/);
        assert.deepEqual([unstick.code, writes(server)], [0, []]);
        await server.down();
    });

    it("has no fault and nothing to delete, whatever it holds", () => {
        fc.assert(
            fc.property(fc.array(healthyPod, { minLength: 1, maxLength: 5 }), (pods) => {
                const { pods: facts, events, nodes } = factsOf(clusterOf(pods));
                const view = {
                    pods: facts,
                    events: eventsByObject(events),
                    nodes: new Map(nodes.map((node) => [node.name, node])),
                    sizes: new Map(),
                    now: Date.now(),
                };
                assert.deepEqual(statusReport(view, facts.length).faults, []);
                const plan = unstickPlan({ waiting: waitingPods(view), jobs: [], names: [] });
                assert.deepEqual(plan, { removals: [], left: [] });
            }),
            { numRuns: 1_000 },
        );
    });
});
