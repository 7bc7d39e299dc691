import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type IfNotPresentOptions, ifNotPresent } from "../../components/ifNotPresent";
import { captured } from "../support/capture";
import { OTHER_IMAGE } from "../support/fixtures";
import { recorded, refused } from "../support/harness";
import { PINNED_IMAGE } from "../support/images";

type Fields = Record<string, unknown>;

async function transformed(type: string, props: Fields, options?: IfNotPresentOptions) {
    const args = { custom: true, type: `kubernetes:${type}`, name: "web", props, opts: {} };
    const result = await ifNotPresent(options)(args);
    return result?.props as Fields | undefined;
}

/** As `transformed`, with what the outputs in it hold. */
async function resolved(type: string, props: () => Fields, options?: IfNotPresentOptions): Promise<unknown> {
    let known: unknown;
    await recorded(async () => {
        pulumi.output(await transformed(type, props(), options)).apply((value) => {
            known = value;
        });
    });
    return known;
}

const before = { containers: [{ name: "web", image: PINNED_IMAGE, imagePullPolicy: "Always" }] };
const after = { containers: [{ name: "web", image: PINNED_IMAGE, imagePullPolicy: "IfNotPresent" }] };

function inTemplate(spec: unknown): Fields {
    return { metadata: { name: "web" }, spec: { replicas: 2, template: { metadata: {}, spec } } };
}

describe("ifNotPresent", () => {
    const templated = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"].map((kind) => `apps/v1:${kind}`);
    for (const type of [...templated, "batch/v1:Job", "core/v1:ReplicationController", "apps/v1:DeploymentPatch"]) {
        it(`sets the policy in a ${type} and leaves the rest of it alone`, async () => {
            assert.deepEqual(await transformed(type, inTemplate(before)), inTemplate(after));
        });
    }

    it("sets the policy in a Pod, a CronJob and a PodTemplate", async () => {
        assert.deepEqual(await transformed("core/v1:Pod", { spec: before }), { spec: after });
        const cron = (spec: unknown) => ({ spec: { schedule: "@daily", jobTemplate: inTemplate(spec) } });
        assert.deepEqual(await transformed("batch/v1:CronJob", cron(before)), cron(after));
        const template = (spec: unknown) => ({ template: { spec } });
        assert.deepEqual(await transformed("core/v1:PodTemplate", template(before)), template(after));
    });

    it("sets the policy in every entry of a list", async () => {
        const items = (spec: unknown) => ({ items: [inTemplate(spec), inTemplate(spec)] });
        assert.deepEqual(await transformed("apps/v1:DeploymentList", items(before)), items(after));
    });

    it("sets the policy in init containers, ephemeral containers and image volumes too", async () => {
        const spec = {
            initContainers: [{ name: "init", image: PINNED_IMAGE }],
            ephemeralContainers: [{ name: "debug", image: PINNED_IMAGE }],
            volumes: [
                { name: "image", image: { reference: PINNED_IMAGE, pullPolicy: "Always" } },
                { name: "data", emptyDir: {} },
            ],
        };
        assert.deepEqual(await transformed("core/v1:Pod", { spec }), {
            spec: {
                initContainers: [{ name: "init", image: PINNED_IMAGE, imagePullPolicy: "IfNotPresent" }],
                ephemeralContainers: [{ name: "debug", image: PINNED_IMAGE, imagePullPolicy: "IfNotPresent" }],
                volumes: [
                    { name: "image", image: { reference: PINNED_IMAGE, pullPolicy: "IfNotPresent" } },
                    { name: "data", emptyDir: {} },
                ],
            },
        });
    });

    it("leaves everything else alone", async () => {
        for (const type of ["core/v1:ConfigMap", "core/v1:Service", "apiextensions.k8s.io/v1:CustomResource"]) {
            assert.equal(await transformed(type, { spec: before }), undefined);
        }
        const args = { custom: true, type: "aws:ecs:Deployment", name: "web", props: { spec: before }, opts: {} };
        assert.equal(await ifNotPresent()(args), undefined);
    });

    it("takes a workload without a pod, as in a patch", async () => {
        const props = { spec: { replicas: 3 } };
        assert.deepEqual(await transformed("apps/v1:DeploymentPatch", props), {
            spec: { replicas: 3, template: undefined },
        });
    });

    it("refuses moving tags and names the resource, unless they are allowed", async () => {
        const moving = { spec: { containers: [{ name: "web", image: "acr1.azurecr.io/web:latest" }] } };
        await assert.rejects(transformed("core/v1:Pod", moving), (error: Error) => {
            assert.match(
                error.message,
                /^kubernetes:core\/v1:Pod "web" was refused: spec\.containers\[0\]\.image: .*latest/,
            );
            return pulumi.RunError.isInstance(error);
        });
        const list = transformed("core/v1:PodList", { items: [moving] });
        await assert.rejects(list, /PodList "web" was refused: items\.spec\.containers\[0\]\.image: /);
        const allowed = await transformed("core/v1:Pod", moving, { allowMovingTag: true });
        assert.deepEqual(allowed, {
            spec: { containers: [{ ...moving.spec.containers[0], imagePullPolicy: "IfNotPresent" }] },
        });
    });

    it("leaves Always alone where that is allowed", async () => {
        assert.deepEqual(await transformed("core/v1:Pod", { spec: before }, { allowAlways: true }), { spec: before });
    });

    it("reports a Helm Release, which it cannot reach", async () => {
        const { log } = await captured(async () => {
            assert.equal(await transformed("helm.sh/v3:Release", { chart: "redis" }), undefined);
        });
        assert.match(log.join("\n"), /warning: .*Release "web"/);
    });
});

describe("ifNotPresent with values that are known only later", () => {
    const images = { containers: [{ name: "web", image: OTHER_IMAGE, imagePullPolicy: "IfNotPresent" }] };

    it("waits for the whole, a list, a container or an image", async () => {
        const image = () => pulumi.output(Promise.resolve(OTHER_IMAGE));
        const container = { name: "web", image: OTHER_IMAGE };
        const specs = [
            () => pulumi.output({ containers: [container] }),
            () => ({ containers: pulumi.output([container]) }),
            () => ({ containers: [pulumi.output(container)] }),
            () => ({ containers: [{ name: "web", image: image() }] }),
        ];
        for (const spec of specs) {
            assert.deepEqual(await resolved("core/v1:Pod", () => ({ spec: spec() })), { spec: images });
        }
    });

    it("waits for what is on the way to the pod", async () => {
        const spec = { containers: [{ name: "web", image: OTHER_IMAGE }] };
        const steps = [
            () => ({ spec: pulumi.output({ template: { spec } }) }),
            () => ({ spec: { template: pulumi.output({ spec }) } }),
        ];
        for (const props of steps) {
            assert.deepEqual(await resolved("apps/v1:Deployment", props), { spec: { template: { spec: images } } });
        }
    });

    it("refuses a moving tag then", async () => {
        const image = "acr1.azurecr.io/web";
        const text = await refused(async () => {
            const props = { spec: { containers: [{ name: "web", image: pulumi.output(image) }] } };
            pulumi.output(await transformed("core/v1:Pod", props)).apply(() => {});
        });
        assert.match(text, /Pod "web" was refused: .*no tag/);
    });

    it("keeps a secret a secret, in both forms in which the engine hands one over", async () => {
        const secret: Fields = {
            [pulumi.runtime.specialSigKey]: pulumi.runtime.specialSecretSig,
            value: before,
        };
        assert.deepEqual(await transformed("core/v1:Pod", { spec: secret }), { spec: { ...secret, value: after } });
        const changed = (await transformed("core/v1:Pod", { spec: pulumi.secret(before) })) as Fields;
        assert.equal(await pulumi.isSecret(changed.spec as pulumi.Output<unknown>), true);
    });

    it("leaves what a preview does not know as it is", async () => {
        const spec = { containers: [{ name: "web", image: pulumi.unknown }] };
        const changed = (await transformed("core/v1:Pod", { spec })) as { spec: { containers: Fields[] } };
        assert.equal(changed.spec.containers[0]?.imagePullPolicy, "IfNotPresent");
        assert.ok(pulumi.isUnknown(changed.spec.containers[0]?.image));
        const pod = (await transformed("core/v1:Pod", { spec: pulumi.unknown })) as Fields;
        assert.ok(pulumi.isUnknown(pod.spec));
        const deployment = (await transformed("apps/v1:Deployment", { spec: pulumi.unknown })) as Fields;
        assert.ok(pulumi.isUnknown(deployment.spec));
    });
});
