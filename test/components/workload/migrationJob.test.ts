import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { MigrationJobArgs } from "../../../components/workload/migrationArgs";
import { MigrationJob } from "../../../components/workload/migrationJob";
import { fakeCluster, IMAGE_KEY, OTHER_IMAGE, PULLED, realCluster } from "../../support/fixtures";
import { recorded } from "../../support/harness";

async function jobOf(args: Partial<MigrationJobArgs> = {}) {
    const { one } = await recorded(() => new MigrationJob("migrate", { ...PULLED, ...args }));
    return one("Job");
}

describe("MigrationJob", () => {
    beforeEach(() => void fakeCluster());
    afterEach(realCluster);

    it("never tries a failed migration again on its own, nor lets a node's end count as a failure", async () => {
        const { spec } = (await jobOf()).inputs;
        assert.equal(spec.backoffLimit, 0);
        assert.equal(spec.podReplacementPolicy, "Failed");
        const condition = { type: "DisruptionTarget", status: "True" };
        assert.deepEqual(spec.podFailurePolicy.rules, [{ action: "Ignore", onPodConditions: [condition] }]);
        assert.equal(spec.template.spec.restartPolicy, "Never");
        assert.equal(spec.ttlSecondsAfterFinished, undefined);
    });

    it("replaces an unready Job, the old one first", async () => {
        const job = await jobOf();
        assert.equal(job.inputs.metadata.annotations["pulumi.com/replaceUnready"], "true");
        assert.equal(job.deleteBeforeReplace, true);
    });

    it("declares the size of its image, on the Job and not on its pod", async () => {
        const { metadata, spec } = (await jobOf()).inputs;
        assert.equal(metadata.annotations["aks-image-delivery/size"], PULLED.size);
        assert.equal(spec.template.metadata.annotations, undefined);
    });

    it("takes its deadline from the chain, and lets Pulumi wait longer than that", async () => {
        const job = await jobOf();
        assert.equal(job.inputs.spec.activeDeadlineSeconds, 1270);
        assert.deepEqual(job.customTimeouts, { create: "1390s", update: "1390s", delete: "" });
        assert.equal((await jobOf({ runSeconds: 1000 })).inputs.spec.activeDeadlineSeconds, 1970);
    });

    it("takes a deadline of its own, and warns when it is shorter than the size needs", async () => {
        const program = () => new MigrationJob("migrate", { ...PULLED, deadlineSeconds: 600 });
        const { one, log } = await recorded(program);
        assert.equal(one("Job").inputs.spec.activeDeadlineSeconds, 600);
        assert.equal(one("Job").customTimeouts.create, "720s");
        assert.match(log.join("\n"), /warning: .*deadlineSeconds 600 .*1270 s/);
        const enough = await recorded(() => new MigrationJob("migrate", { ...PULLED, deadlineSeconds: 1270 }));
        assert.deepEqual(enough.log, []);
    });

    it('runs under Pod Security "restricted", without a token, and pulls only what is missing', async () => {
        const { spec } = (await jobOf()).inputs.spec.template;
        const [container] = spec.containers;
        assert.deepEqual(spec.securityContext, {
            runAsNonRoot: true,
            runAsUser: 1654,
            runAsGroup: 1654,
            fsGroup: 1654,
            fsGroupChangePolicy: "OnRootMismatch",
            seccompProfile: { type: "RuntimeDefault" },
        });
        assert.equal(spec.automountServiceAccountToken, false);
        assert.equal(container.imagePullPolicy, "IfNotPresent");
        assert.deepEqual(container.securityContext, {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ["ALL"] },
        });
        assert.deepEqual(container.resources, { requests: { cpu: "10m", memory: "64Mi" } });
    });

    it("hands on what it runs and where", async () => {
        const { template } = (
            await jobOf({
                command: ["dotnet"],
                args: ["Migrate.dll"],
                env: { STAGE: pulumi.output("prod") },
                secretEnv: { DB: { name: "db", key: "url" } },
                volumes: [{ name: "data", claim: "data-claim", mountPath: "/data", readOnly: true }],
                resources: { requests: { cpu: "1" }, limits: { memory: "1Gi" } },
                serviceAccountName: "migrator",
                podLabels: { "azure.workload.identity/use": "true" },
                nodeSelector: { agentpool: "apps" },
                imagePullSecrets: ["acr"],
                runAsUser: 999,
            })
        ).inputs.spec;
        const [container] = template.spec.containers;
        assert.deepEqual([container.command, container.args], [["dotnet"], ["Migrate.dll"]]);
        const secretKeyRef = { name: "db", key: "url" };
        assert.deepEqual(container.env, [
            { name: "STAGE", value: "prod" },
            { name: "DB", valueFrom: { secretKeyRef } },
        ]);
        assert.deepEqual(container.resources, { requests: { cpu: "1" }, limits: { memory: "1Gi" } });
        assert.deepEqual(container.volumeMounts, [{ name: "data", mountPath: "/data", readOnly: true }]);
        const claim = { claimName: "data-claim", readOnly: true };
        assert.deepEqual(template.spec.volumes, [{ name: "data", persistentVolumeClaim: claim }]);
        assert.equal(template.spec.serviceAccountName, "migrator");
        assert.equal(template.spec.securityContext.runAsUser, 999);
        assert.deepEqual(template.spec.nodeSelector, { agentpool: "apps" });
        assert.deepEqual(template.spec.imagePullSecrets, [{ name: "acr" }]);
        assert.equal(template.metadata.labels["azure.workload.identity/use"], "true");
    });
});

describe("the name of a MigrationJob", () => {
    beforeEach(() => void fakeCluster());
    afterEach(realCluster);
    const nameOf = async (args: Partial<MigrationJobArgs>) => (await jobOf(args)).inputs.metadata.name as string;

    it("is the same for the same image and the same thing to run, whatever its size and its place", async () => {
        const runs = { command: ["migrate"], env: { A: "1", B: "2" } };
        const name = await nameOf(runs);
        assert.match(name, new RegExp(`^migrate-${IMAGE_KEY}-[0-9a-f]{8}$`));
        assert.equal(await nameOf({ ...runs, env: { B: "2", A: "1" } }), name);
        assert.equal(await nameOf({ ...runs, size: "2GB", nodeSelector: { a: "b" }, runSeconds: 9 }), name);
        assert.equal(await nameOf({ ...runs, env: { A: pulumi.output("1"), B: "2" } }), name);
    });

    it("is another for another image, command, argument, variable or volume", async () => {
        const secretEnv = { DB: { name: "db", key: "url" } };
        const volumes = [{ name: "data", claim: "data", mountPath: "/data" }];
        const variants = [
            { image: OTHER_IMAGE },
            { command: ["a"] },
            { args: ["a"] },
            { env: { A: "1" } },
            { secretEnv },
            { volumes },
        ];
        const names = new Set([await nameOf({})]);
        for (const variant of variants) {
            names.add(await nameOf(variant));
        }
        assert.equal(names.size, variants.length + 1);
    });

    it("does not tell of a secret's value", async () => {
        const withPassword = (password: string) => nameOf({ env: { PASSWORD: pulumi.secret(password) } });
        assert.equal(await withPassword("one"), await withPassword("another"));
        assert.notEqual(await withPassword("one"), await nameOf({}));
    });
});
