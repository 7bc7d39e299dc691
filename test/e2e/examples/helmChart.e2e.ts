import assert from "node:assert/strict";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { parseImageSize, timeoutChain } from "../../../components";
import { ensureParts } from "../../../platform/kubernetes/build";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { HELM } from "../../../platform/kubernetes/parts";
import { printedProgress } from "../../../platform/kubernetes/progress";
import { KUBECONFIG } from "../../../platform/paths";
import { objects } from "../support/cluster";
import { freshImage, Scenario } from "../support/scenario";
import { installedExample } from "./exampleProgram";

const NAME = "e2e-chart";
const SIZE = "778MB";

describe("the Helm chart example", () => {
    let program: PulumiFn = async () => ({});
    const scenario = new Scenario(NAME, () => program());

    before(async () => {
        await ensureParts([HELM], printedProgress(process.stderr));
        await scenario.prepare();
        program = await installedExample("helm-chart", scenario.workDir);
    });
    after(() => scenario.remove());

    it("runs the chart's own migration and then its service, with the image that was put on the node", async () => {
        const { reference } = await freshImage("e2e/chart", { sample: true });
        const { failure, output } = await up(reference);
        assert.equal(failure, undefined, output);
        const [job] = await objects(NAME, "jobs");
        const [deployment] = await objects(NAME, "deployments");
        assert.ok(job && deployment);
        assert.ok(job.status.completionTime <= deployment.metadata.creationTimestamp);
        for (const { spec } of [job, deployment]) {
            const [container] = spec.template.spec.containers;
            assert.deepEqual([container.image, container.imagePullPolicy], [reference, "IfNotPresent"]);
        }
    });

    it("gives both of the chart's deadlines the time that the size asks for", async () => {
        const chain = timeoutChain({ imageBytes: parseImageSize(SIZE), runSeconds: 120 });
        const [[job], [deployment]] = await Promise.all([objects(NAME, "jobs"), objects(NAME, "deployments")]);
        assert.equal(job?.spec.activeDeadlineSeconds, chain.job.seconds);
        assert.equal(deployment?.spec.progressDeadlineSeconds, chain.deployment.seconds);
        assert.ok(chain.job.seconds > 600);
    });

    it("leaves the chart alone when its image cannot be pulled", async () => {
        const before = await objects(NAME, "jobs,deployments");
        const { reference } = await freshImage("e2e/chart", { platforms: ["linux/s390x", "linux/ppc64le"] });
        const { failure, output } = await up(reference);
        assert.ok(failure, output);
        assert.match(output, /pre-pull of .*: node .*: wrong platform/);
        const identity = ({ metadata }: (typeof before)[number]) => `${metadata.uid}/${metadata.generation}`;
        assert.deepEqual((await objects(NAME, "jobs,deployments")).map(identity), before.map(identity));
    });

    function up(image: string) {
        const cluster = { kubeconfig: KUBECONFIG, helperImage: PAUSE_IMAGE };
        scenario.configure({ namespace: NAME, image, size: SIZE, nodes: 1, ...cluster });
        return scenario.up();
    }
});
