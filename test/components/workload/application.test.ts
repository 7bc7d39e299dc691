import assert from "node:assert/strict";
import { Application } from "../../../components/workload/application";
import type { ApplicationArgs } from "../../../components/workload/applicationArgs";
import { PULLED } from "../../support/fixtures";
import { recorded } from "../../support/harness";

async function deploymentOf(args: Partial<ApplicationArgs> = {}) {
    const { one } = await recorded(() => new Application("zoneapi", { ...PULLED, ...args }));
    return one("Deployment");
}

describe("Application", () => {
    it("is a Deployment of the component's own name, whose selector never changes", async () => {
        const { metadata, spec } = (await deploymentOf()).inputs;
        assert.deepEqual([metadata.name, metadata.namespace], ["zoneapi", "shop"]);
        const own = {
            "app.kubernetes.io/component": "application",
            "app.kubernetes.io/instance": "zoneapi",
            "app.kubernetes.io/managed-by": "aks-image-delivery",
        };
        assert.deepEqual(spec.selector.matchLabels, own);
        const labelled = (await deploymentOf({ podLabels: { team: "zone" } })).inputs.spec;
        assert.deepEqual(labelled.selector.matchLabels, own);
        assert.deepEqual(labelled.template.metadata.labels, { ...own, team: "zone" });
    });

    it("declares the size of its image, on the Deployment and not on its pods: a corrected size restarts nothing", async () => {
        const { metadata, spec } = (await deploymentOf({ size: "0.65GB" })).inputs;
        assert.equal(metadata.annotations["aks-image-delivery/size"], "0.65GB");
        assert.equal(spec.template.metadata.annotations, undefined);
    });

    it("cannot be given labels of a pod that its selector does not find", async () => {
        const { spec } = (await deploymentOf({ podLabels: { "app.kubernetes.io/instance": "other" } })).inputs;
        assert.equal(spec.template.metadata.labels["app.kubernetes.io/instance"], "zoneapi");
    });

    it("takes its progress deadline from the chain, and lets Pulumi wait longer than that", async () => {
        const deployment = await deploymentOf();
        assert.equal(deployment.inputs.spec.progressDeadlineSeconds, 1030);
        assert.deepEqual(deployment.customTimeouts, { create: "1150s", update: "1150s", delete: "" });
        const larger = (await deploymentOf({ size: "3.9GB", replicas: 20, startSeconds: 240 })).inputs.spec;
        assert.equal(larger.progressDeadlineSeconds, 60 + 660 + 910 + 240);
    });

    it("leaves the number of replicas to an autoscaler unless it is given", async () => {
        assert.equal((await deploymentOf()).inputs.spec.replicas, undefined);
        assert.equal((await deploymentOf({ replicas: 3 })).inputs.spec.replicas, 3);
    });

    it("pulls only what is missing", async () => {
        const [container] = (await deploymentOf()).inputs.spec.template.spec.containers;
        assert.equal(container.imagePullPolicy, "IfNotPresent");
    });

    it("probes only the paths that are given", async () => {
        const [container] = (await deploymentOf({ port: 8080 })).inputs.spec.template.spec.containers;
        assert.deepEqual(container.ports, [{ name: "http", containerPort: 8080 }]);
        assert.deepEqual(
            [container.readinessProbe, container.livenessProbe, container.startupProbe],
            [undefined, undefined, undefined],
        );
    });

    it("gives a start the declared seconds before the liveness probe counts", async () => {
        const probed = { port: 8080, readinessPath: "/ready", livenessPath: "/alive", startSeconds: 121 };
        const [container] = (await deploymentOf(probed)).inputs.spec.template.spec.containers;
        const probe = (path: string) => ({ httpGet: { path, port: "http" }, periodSeconds: 5 });
        assert.deepEqual(container.readinessProbe, probe("/ready"));
        assert.deepEqual(container.livenessProbe, probe("/alive"));
        assert.deepEqual(container.startupProbe, { ...probe("/alive"), failureThreshold: 25 });
    });
});
