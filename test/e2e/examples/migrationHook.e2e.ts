import assert from "node:assert/strict";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { ensureParts } from "../../../platform/kubernetes/build";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { kubectl } from "../../../platform/kubernetes/kubectl";
import { HELM } from "../../../platform/kubernetes/parts";
import { printedProgress } from "../../../platform/kubernetes/progress";
import { KUBECONFIG } from "../../../platform/paths";
import { objects } from "../support/cluster";
import { type Ran, Scenario } from "../support/scenario";
import { installedExample } from "./exampleProgram";
import { startPostgres } from "./postgres/server";
import { pushShop } from "./postgres/shopImage";

const NAME = "e2e-chart-hook";
const PASSWORD = "p4ssw0rd-of-the-shop";

describe("the example of a chart whose migration is a Helm hook, with a real PostgreSQL", () => {
    let program: PulumiFn = async () => ({});
    const scenario = new Scenario(NAME, () => program());
    let image: string;
    let ran: Ran;

    before(async () => {
        await ensureParts([HELM], printedProgress(process.stderr));
        await scenario.prepare();
        program = await installedExample("helm-migration-hook", scenario.workDir);
        image = await pushShop("e2e/shop");
        const databaseHost = await startPostgres(NAME, PASSWORD);
        scenario.configure({
            namespace: NAME,
            image,
            size: "30MB",
            nodes: 1,
            databaseHost,
            databaseSslMode: "disable",
            databasePassword: PASSWORD,
            kubeconfig: KUBECONFIG,
            helperImage: PAUSE_IMAGE,
        });
        ran = await scenario.up();
    });
    after(() => scenario.remove());

    it("goes through, under Pod Security restricted", () => {
        assert.equal(ran.failure, undefined, ran.output);
    });

    it("runs the migration once, as a MigrationJob, before the chart's Deployment is there", async () => {
        const [job, ...others] = await objects(NAME, "jobs");
        const [deployment] = await objects(NAME, "deployments");
        assert.ok(job && deployment);
        assert.deepEqual(others, []);
        assert.equal(job.metadata.name, ran.outputs?.migration?.value);
        assert.ok(job.status.completionTime <= deployment.metadata.creationTimestamp);
    });

    it("says nothing of the chart's hook, which is turned off", () => {
        assert.doesNotMatch(ran.output, /leaves out the hooks/);
    });

    it("serves what the migration has written, from the image that was put on the node", async () => {
        const answer = await kubectl(["get", "--raw", `/api/v1/namespaces/${NAME}/services/shop:http/proxy/version`]);
        assert.equal(answer, '{"orders":1}');
        const [deployment] = await objects(NAME, "deployments");
        const [container] = deployment?.spec.template.spec.containers ?? [];
        assert.deepEqual([container.image, container.imagePullPolicy], [image, "IfNotPresent"]);
    });

    it("gives the password to pods by the Secret only", async () => {
        const made = await objects(NAME, "jobs,deployments,configmaps,daemonsets");
        assert.doesNotMatch(JSON.stringify(made), new RegExp(PASSWORD));
        assert.doesNotMatch(ran.output, new RegExp(PASSWORD));
    });
});
