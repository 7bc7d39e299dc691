import assert from "node:assert/strict";
import { MigrationJob } from "../../../components";
import { KUBECONFIG } from "../../../platform/paths";
import { objects } from "../support/cluster";
import { eventually } from "../support/eventually";
import { clusterProvider } from "../support/provider";
import { freshImage, type Ran, Scenario } from "../support/scenario";

const DEADLINE_SECONDS = 20;

describe("a migration that hangs", () => {
    let image = "";
    const scenario = new Scenario("e2e-migration-hangs", async () => {
        new MigrationJob(
            "hanging",
            {
                namespace: "e2e-migration-hangs",
                image,
                size: "30MB",
                deadlineSeconds: DEADLINE_SECONDS,
                args: ["migrate"],
                env: { DATABASE: "/data/sample.db", MIGRATE_SECONDS: "3600" },
                volumes: [{ name: "database", claim: "database", mountPath: "/data" }],
                cluster: { kubeconfig: KUBECONFIG },
            },
            { provider: clusterProvider() },
        );
    });
    let ran: Ran;
    let seconds = 0;

    before(async () => {
        await scenario.prepare();
        image = (await freshImage("e2e/migration-hangs", { sample: true })).reference;
        const startedAt = performance.now();
        ran = await scenario.up();
        seconds = (performance.now() - startedAt) / 1_000;
    });
    after(() => scenario.remove());

    it("is ended by its own deadline, and so is the update", () => {
        assert.ok(ran.failure, ran.output);
        assert.match(ran.output, /DeadlineExceeded|active longer than specified deadline/);
        // The provider's wait would go on for 2 minutes more.
        assert.ok(seconds >= DEADLINE_SECONDS && seconds < DEADLINE_SECONDS + 90, `${seconds} s`);
    });

    it("is warned of: its deadline is shorter than its size and its own time need", () => {
        assert.match(ran.output, /deadlineSeconds 20 is shorter than the \d+ s/);
    });

    it("leaves no pod running", async () => {
        await eventually(async () => {
            const pods = await objects("e2e-migration-hangs", "pods");
            assert.deepEqual(
                pods.filter(({ status }) => ["Pending", "Running"].includes(status.phase)),
                [],
            );
        });
    });
});
