import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { MigrationJob } from "../../../components/workload/migrationJob";
import { fakeCluster, PULLED, realCluster } from "../../support/fixtures";
import { failed, recorded } from "../../support/harness";

const CLUSTER = { kubeconfig: pulumi.secret("apiVersion: v1\n"), context: "aks-prod" };
const LABELS = {
    "app.kubernetes.io/component": "migration",
    "app.kubernetes.io/instance": "migrate",
    "app.kubernetes.io/managed-by": "aks-image-delivery",
};

function logHook(hooks: ReadonlyMap<string, unknown>): pulumi.ErrorHook {
    const [hook] = [...hooks.values()];
    return hook as pulumi.ErrorHook;
}

const failure = { urn: "", id: "", name: "migrate", type: "kubernetes:batch/v1:Job", errors: ["the Job failed"] };

describe("a migration that may still be running", () => {
    afterEach(realCluster);

    it("is looked for by the labels that its Jobs and their pods carry", async () => {
        const asked = fakeCluster();
        const { one } = await recorded(() => new MigrationJob("migrate", { ...PULLED, cluster: CLUSTER }));
        const [access, namespace, labels, options] = asked.waitForNoRunningJobs[0] ?? [];
        assert.deepEqual([access, namespace], [{ kubeconfig: "apiVersion: v1\n", context: "aks-prod" }, "shop"]);
        assert.deepEqual(labels, LABELS);
        assert.equal(options?.deadlineSeconds, 1390);
        assert.deepEqual(one("Job").inputs.metadata.labels, LABELS);
        assert.deepEqual(one("Job").inputs.spec.template.metadata.labels, LABELS);
    });

    it("holds the Job back until it has ended", async () => {
        const order: string[] = [];
        fakeCluster({
            waitForNoRunningJobs: async () => {
                await new Promise((resolve) => setImmediate(resolve));
                order.push("idle");
            },
        });
        const outputs = ({ type }: { type: string }) => {
            order.push(type);
            return {};
        };
        await recorded(() => new MigrationJob("migrate", PULLED), { outputs });
        assert.ok(order.indexOf("idle") < order.indexOf("kubernetes:batch/v1:Job"), order.join());
    });

    it("ends the update when it does not end, and no Job is made", async () => {
        fakeCluster({ waitForNoRunningJobs: () => Promise.reject(new Error("job/migrate-1 still runs")) });
        const { text, hooks, resources } = await failed(() => new MigrationJob("migrate", PULLED));
        assert.equal(text, 'MigrationJob "migrate": job/migrate-1 still runs');
        // What waits for the Job is never registered: without a refusal, a program of the Automation API would not end.
        assert.ok([...hooks.keys()].some((name) => name.startsWith('refused:MigrationJob "migrate"')));
        assert.ok(!resources.some(({ type }) => type.endsWith(":Job")));
    });

    it("is not looked for in a preview, which knows the name immediately", async () => {
        const asked = fakeCluster();
        const { one } = await recorded(() => new MigrationJob("migrate", { ...PULLED, cluster: CLUSTER }), {
            preview: true,
        });
        assert.equal(asked.waitForNoRunningJobs.length, 0);
        assert.match(one("Job").inputs.metadata.name, /^migrate-/);
    });

    it("does not make the Job's name a secret, although a kubeconfig is one", async () => {
        fakeCluster();
        let secret: boolean | undefined;
        await recorded(async () => {
            const { job } = new MigrationJob("migrate", { ...PULLED, cluster: CLUSTER });
            secret = await pulumi.isSecret(job);
        });
        assert.equal(secret, false);
    });
});

describe("a migration that failed", () => {
    afterEach(realCluster);

    it("shows the end of its log, and is not tried again by the engine", async () => {
        const asked = fakeCluster({ jobLog: async () => ["relation exists", "exit 1"] });
        const { hooks, one } = await recorded(() => new MigrationJob("migrate", { ...PULLED, cluster: CLUSTER }));
        assert.equal(one("Job").hooks.onError.length, 1);
        const shown = await linesOf(() => logHook(hooks).callback({ ...failure, failedOperation: "create" }));
        assert.equal(shown.result, false);
        const [access, namespace, job] = asked.jobLog[0] ?? [];
        assert.deepEqual([access, namespace], [{ kubeconfig: "apiVersion: v1\n", context: "aks-prod" }, "shop"]);
        assert.equal(job, one("Job").inputs.metadata.name);
        assert.match(shown.lines.join("\n"), /job\/migrate-.*:\nrelation exists\nexit 1/);
    });

    it("keeps its own error when its log cannot be read", async () => {
        fakeCluster({ jobLog: () => Promise.reject(new Error("may not get pods/log")) });
        const { hooks } = await recorded(() => new MigrationJob("migrate", PULLED));
        const shown = await linesOf(() => logHook(hooks).callback({ ...failure, failedOperation: "create" }));
        assert.equal(shown.result, false);
        assert.match(shown.lines.join("\n"), /cannot be read: may not get pods\/log/);
    });

    it("says so when its log is empty", async () => {
        fakeCluster();
        const { hooks } = await recorded(() => new MigrationJob("migrate", PULLED));
        const shown = await linesOf(() => logHook(hooks).callback({ ...failure, failedOperation: "update" }));
        assert.match(shown.lines.join("\n"), /it is empty/);
    });

    it("has no log to show when its deletion fails", async () => {
        const asked = fakeCluster();
        const { hooks } = await recorded(() => new MigrationJob("migrate", PULLED));
        await logHook(hooks).callback({ ...failure, failedOperation: "delete" });
        assert.equal(asked.jobLog.length, 0);
    });
});

/** What a hook returns and logs; it runs after the program, so the harness does not see its lines. */
async function linesOf<T>(work: () => T | Promise<T>): Promise<{ result: T; lines: string[] }> {
    const lines: string[] = [];
    const before = console.log;
    console.log = (text: unknown) => void lines.push(String(text));
    try {
        return { result: await work(), lines };
    } finally {
        console.log = before;
    }
}
