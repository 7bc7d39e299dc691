import assert from "node:assert/strict";
import { KUBECONFIG } from "../../../platform/paths";
import { objects } from "../support/cluster";
import { freshImage, Scenario, sampleRollout } from "../support/scenario";
import { installedExample } from "./exampleProgram";

const SERVICE = "e2e-service";
const REPORT = "e2e-report";

describe("the TypeScript example, a stack of another team", () => {
    let program = async (): Promise<Record<string, unknown>> => ({});
    const service = new Scenario(SERVICE);
    const report = new Scenario(REPORT, () => program());
    let reference: string;

    before(async () => {
        await Promise.all([service.prepare(), report.prepare()]);
        program = (await installedExample("typescript", report.workDir)) as typeof program;
        ({ reference } = await freshImage("e2e/service", { sample: true }));
        service.configure({
            rollout: sampleRollout(SERVICE, reference, { migration: undefined, application: undefined }),
        });
        const { failure, output } = await service.up();
        assert.equal(failure, undefined, output);
    });
    after(() => Promise.all([service.remove(), report.remove()]));

    it("runs a Job on the image that the service's stack has pulled", async () => {
        configure("sample");
        const { failure, output, outputs } = await report.up();
        assert.equal(failure, undefined, output);
        const [job] = await objects(REPORT, "jobs");
        assert.equal(job?.metadata.name, outputs?.job?.value);
        assert.equal(job?.spec.template.spec.containers[0].image, reference);
        assert.equal(job?.spec.activeDeadlineSeconds, outputs?.deadlineSeconds?.value);
        assert.equal(job?.status.succeeded, 1);
    });

    it("says which images there are when it asks for another", async () => {
        configure("ledger");
        const { failure, output } = await report.preview();
        assert.ok(failure, output);
        assert.match(output, /image: "ledger" is not among the stack's, which are sample/);
    });

    function configure(image: string): void {
        report.configure({
            serviceStack: `organization/aks-image-delivery/${SERVICE}`,
            namespace: REPORT,
            image,
            size: "30MB",
            args: ["migrate"],
            env: { DATABASE: "/data/report.db" },
            claim: "database",
            kubeconfig: KUBECONFIG,
        });
    }
});
