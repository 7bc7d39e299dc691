import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ImageRollout } from "../../../components/rollout/imageRollout";
import { Network } from "../../../model/timeouts/pullTime";
import { fakeCluster, IMAGE_KEY, OTHER_IMAGE, realCluster } from "../../support/fixtures";
import { failed, recorded } from "../../support/harness";
import { PINNED_IMAGE } from "../../support/images";

const ROLLOUT = {
    namespace: "shop",
    images: [
        { name: "api", image: PINNED_IMAGE, size: "650MB" },
        { name: "tools", image: OTHER_IMAGE, size: "150MB", layers: 4 },
    ],
    migration: { image: "tools", command: ["migrate"] },
    application: { image: "api", replicas: 3, port: 8080 },
};

describe("ImageRollout", () => {
    beforeEach(() => void fakeCluster());
    afterEach(realCluster);

    it("pulls every image, runs the migration with its image and the application with its own", async () => {
        const { one, resources } = await recorded(() => new ImageRollout("zoneapi", ROLLOUT));
        const pulled = resources.filter(({ type }) => type.endsWith(":DaemonSet"));
        assert.deepEqual(
            pulled.map(({ inputs }) => inputs.metadata.name),
            [`zoneapi-api-${IMAGE_KEY}`, `zoneapi-tools-${"9".repeat(12)}`],
        );
        const containerOf = (type: string) => one(type).inputs.spec.template.spec.containers[0];
        assert.equal(containerOf("Job").image, OTHER_IMAGE);
        assert.deepEqual(containerOf("Job").command, ["migrate"]);
        assert.equal(containerOf("Deployment").image, PINNED_IMAGE);
        assert.equal(one("Deployment").inputs.metadata.name, "zoneapi");
        assert.equal(one("Deployment").inputs.spec.replicas, 3);
    });

    it("migrates after every image is there, and rolls out after the migration", async () => {
        const { one } = await recorded(() => new ImageRollout("zoneapi", ROLLOUT));
        const records = ["zoneapi-api", "zoneapi-tools"].map((name) => one("ConfigMap", name).urn);
        const migration = one("MigrationJob").dependencies;
        const application = one("Application").dependencies;
        for (const record of records) {
            assert.ok(migration.includes(record) && application.includes(record), record);
        }
        assert.ok(application.includes(one("Job").urn));
    });

    it("runs nothing of the release when one image cannot be pulled", async () => {
        fakeCluster({
            waitForPrepull: async ({ image }) => {
                if (image === PINNED_IMAGE) {
                    throw new Error("node aks-7: not found");
                }
                return { warm: 3, total: 3, left: [] };
            },
        });
        const { text, resources } = await failed(() => new ImageRollout("zoneapi", ROLLOUT));
        assert.match(text, /node aks-7: not found/);
        assert.ok(!resources.some(({ type }) => type.endsWith(":Job") || type.endsWith(":Deployment")));
        assert.ok(resources.some(({ type, name }) => type.endsWith(":ConfigMap") && name === "zoneapi-tools"));
    });

    it("may have no image yet, no migration, or no application", async () => {
        const empty = await recorded(() => new ImageRollout("zoneapi", { namespace: "shop", images: [] }));
        assert.equal(empty.resources.length, 1);
        const { migration: _migration, ...unmigrated } = ROLLOUT;
        const { resources, one } = await recorded(() => new ImageRollout("zoneapi", unmigrated));
        assert.ok(!resources.some(({ type }) => type.endsWith(":Job")));
        assert.ok(one("Application").dependencies.includes(one("ConfigMap", "zoneapi-api").urn));
    });

    it("gives its settings to every part that they concern", async () => {
        const asked = fakeCluster();
        const settings = {
            nodeSelector: { agentpool: "apps" },
            tolerations: [{ operator: "Exists" }],
            imagePullSecrets: ["acr"],
            network: Network.Slow,
            quorum: 0.5,
            pullAdvice: "Ask the owner.",
            cluster: { context: "aks-prod" },
        };
        const { resources } = await recorded(() => new ImageRollout("zoneapi", { ...ROLLOUT, ...settings }));
        const pods = resources.map(({ inputs }) => inputs.spec?.template.spec).filter((spec) => spec !== undefined);
        assert.equal(pods.length, 4);
        for (const pod of pods) {
            assert.deepEqual(pod.nodeSelector, { agentpool: "apps" });
            assert.deepEqual(pod.tolerations[0], { operator: "Exists" });
            assert.deepEqual(pod.imagePullSecrets, [{ name: "acr" }]);
        }
        // The pods of the pre-pulls also run on new nodes, which are held back until they have the images; the workloads' do not.
        assert.deepEqual(pods.map(({ tolerations }) => tolerations.length).sort(), [1, 1, 2, 2]);
        for (const [{ access, quorum, advice }] of asked.waitForPrepull) {
            assert.deepEqual([access, quorum], [{ context: "aks-prod" }, 0.5]);
            assert.equal(advice?.tokenRefused, "Ask the owner.");
        }
        assert.deepEqual(asked.waitForNoRunningJobs[0]?.[0], { context: "aks-prod" });
        const registryShares = asked.waitForPrepull.map(([{ gate }]) =>
            gate.shares.find(({ name }) => name === "registry"),
        );
        assert.deepEqual(
            registryShares.map((share) => share?.seconds),
            [14, 14],
        );
    });

    it("derives every clock from a measured pull rate", async () => {
        const asked = fakeCluster();
        const { one } = await recorded(() => new ImageRollout("zoneapi", { ...ROLLOUT, pullRate: "100kB/s" }));
        const reasons = asked.waitForPrepull.map(
            ([{ gate }]) => gate.shares.find(({ name }) => name === "pull")?.reason,
        );
        assert.equal(reasons.length, 2);
        for (const reason of reasons) {
            assert.match(reason ?? "", / at the measured 100 kB\/s$/);
        }
        const { progressDeadlineSeconds } = one("Deployment").inputs.spec;
        const { one: unmeasured } = await recorded(() => new ImageRollout("zoneapi", ROLLOUT));
        assert.ok(progressDeadlineSeconds > unmeasured("Deployment").inputs.spec.progressDeadlineSeconds);
    });

    it("refuses a pull rate next to a network once, by the rollout's own property", async () => {
        fakeCluster();
        const args = { ...ROLLOUT, pullRate: "9MB/s", network: Network.Slow };
        await assert.rejects(
            recorded(() => new ImageRollout("zoneapi", args)),
            ({ message }: Error) =>
                message.split("pullRate: ").length === 2 && /leave out one of the two/.test(message),
        );
    });

    it("gives the references and the objects' names as outputs", async () => {
        let outputs: unknown;
        await recorded(() => {
            const { references, job, deployment } = new ImageRollout("zoneapi", ROLLOUT);
            pulumi.output({ references, job, deployment }).apply((known) => {
                outputs = { ...known, job: known.job?.replace(/-[0-9a-f]{8}$/, "") };
            });
        });
        const job = `zoneapi-migration-${"9".repeat(12)}`;
        assert.deepEqual(outputs, {
            references: { api: PINNED_IMAGE, tools: OTHER_IMAGE },
            job,
            deployment: "zoneapi",
        });
    });
});
