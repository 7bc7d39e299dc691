import assert from "node:assert/strict";
import { kubernetesClient } from "../../../observe/cluster/client";
import { jobTolerances } from "../../../observe/pods/jobTolerances";
import { ApiServer } from "../../support/apiServer";
import { job, NAMESPACE } from "../../support/objects";

const DISRUPTION = { type: "DisruptionTarget" };
const rule = (action: string, ...onPodConditions: object[]) => ({ action, onPodConditions });

describe("what a Job does when it loses a pod", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await ApiServer.start();
    });
    afterEach(() => server.down());

    const cases: [what: string, rules: object[] | undefined, ignores: boolean][] = [
        ["no rules", undefined, false],
        ["a rule that ignores a disruption", [rule("Ignore", DISRUPTION)], true],
        ["a rule that says so in full", [rule("Ignore", { ...DISRUPTION, status: "True" })], true],
        ["one for pods that are not disrupted", [rule("Ignore", { ...DISRUPTION, status: "False" })], false],
        ["one for another condition", [rule("Ignore", { type: "ConfigIssue" })], false],
        ["one for several conditions", [rule("Ignore", { type: "ConfigIssue" }, DISRUPTION)], true],
        ["one for an exit code before", [{ action: "FailJob" }, rule("Ignore", DISRUPTION)], true],
        ["one that counts it", [rule("Count", DISRUPTION)], false],
        ["an earlier rule that counts", [rule("Count", DISRUPTION), rule("Ignore", DISRUPTION)], false],
    ];
    for (const [what, rules, ignores] of cases) {
        it(`${ignores ? "is nothing" : "counts as a failure"}, with ${what}`, async () => {
            const spec = rules && { podFailurePolicy: { rules } };
            server.store.put("jobs", { ...job("zone-1", {}), spec });
            const client = await kubernetesClient({ kubeconfig: server.kubeconfig });
            const [found] = await jobTolerances(client, NAMESPACE);
            assert.deepEqual([found?.job.name, found?.ignoresDisruption], ["zone-1", ignores]);
            assert.deepEqual(await jobTolerances(client, "elsewhere"), []);
        });
    }
});
