import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { derivedDeadlines } from "../../components/derivedDeadlines";
import { recorded } from "../support/harness";

type Fields = Record<string, unknown>;

async function transformed(type: string, spec: unknown, opts: pulumi.CustomResourceOptions = {}) {
    const args = { custom: true, type: `kubernetes:${type}`, name: "web", props: { kind: "x", spec }, opts };
    const result = await derivedDeadlines({ size: "650MB", runSeconds: 600 })(args);
    return result && { spec: result.props.spec as Fields, timeouts: (result.opts as typeof opts).customTimeouts };
}

describe("derivedDeadlines", () => {
    it("gives a Deployment the deadline of the chain, and Pulumi a longer wait", async () => {
        const { spec, timeouts } = (await transformed("apps/v1:Deployment", { replicas: 2 })) ?? {};
        assert.deepEqual(spec, { replicas: 2, progressDeadlineSeconds: 1030 });
        assert.deepEqual(timeouts, { create: "1150s", update: "1150s" });
    });

    it("gives a Job its own, with what it needs itself", async () => {
        const { spec } = (await transformed("batch/v1:Job", {})) ?? {};
        assert.deepEqual(spec, { activeDeadlineSeconds: 1570 });
    });

    it("keeps a longer deadline and a wait that somebody set, and replaces a shorter one", async () => {
        const kept = await transformed(
            "apps/v1:Deployment",
            { progressDeadlineSeconds: 3_600 },
            { customTimeouts: { create: "2h" } },
        );
        assert.deepEqual(kept?.spec, { progressDeadlineSeconds: 3_600 });
        assert.deepEqual(kept?.timeouts, { create: "2h", update: "1150s" });
        assert.deepEqual((await transformed("batch/v1:Job", { activeDeadlineSeconds: 300 }))?.spec, {
            activeDeadlineSeconds: 1570,
        });
    });

    it("leaves what is known later as it is", async () => {
        let known: unknown;
        await recorded(async () => {
            const replicas = pulumi.output(3);
            const inside = await transformed("apps/v1:Deployment", { replicas });
            assert.equal(inside?.spec.replicas, replicas);
            const whole = await transformed("apps/v1:Deployment", pulumi.output({ replicas: 3 }));
            pulumi.output(whole?.spec).apply((spec) => {
                known = spec;
            });
        });
        assert.deepEqual(known, { replicas: 3, progressDeadlineSeconds: 1030 });
    });

    it("keeps a secret a secret, in both forms in which the engine hands one over", async () => {
        const form = { [pulumi.runtime.specialSigKey]: pulumi.runtime.specialSecretSig };
        const secret = { ...form, value: { replicas: 3 } };
        assert.deepEqual((await transformed("apps/v1:Deployment", secret))?.spec, {
            ...form,
            value: { replicas: 3, progressDeadlineSeconds: 1030 },
        });
        const output = await transformed("apps/v1:Deployment", pulumi.secret({ replicas: 3 }));
        assert.equal(await pulumi.isSecret(output?.spec as unknown as pulumi.Output<unknown>), true);
    });

    it("is the only thing in a spec that has nothing, and replaces what is not a number", async () => {
        for (const spec of [undefined, null, {}, { progressDeadlineSeconds: "3600" }]) {
            assert.deepEqual((await transformed("apps/v1:Deployment", spec))?.spec, { progressDeadlineSeconds: 1030 });
        }
        const exact = await transformed("apps/v1:Deployment", { progressDeadlineSeconds: 1030 });
        assert.deepEqual(exact?.spec, { progressDeadlineSeconds: 1030 });
    });

    it("is longer on a slow network", async () => {
        const args = {
            custom: true,
            type: "kubernetes:apps/v1:Deployment",
            name: "web",
            props: { spec: {} },
            opts: {},
        };
        const result = await derivedDeadlines({ size: "650MB", network: "slow" })(args);
        assert.ok(result);
        assert.ok((result.props.spec as { progressDeadlineSeconds: number }).progressDeadlineSeconds > 1030);
    });

    it("concerns Deployments and Jobs only, and no patches of them", async () => {
        for (const type of ["core/v1:Service", "apps/v1:DeploymentPatch", "apps/v1:StatefulSet"]) {
            assert.equal(await transformed(type, {}), undefined);
        }
    });

    it("refuses a size and a number that are none", () => {
        assert.throws(
            () => derivedDeadlines({ size: "650 XB", replicas: 0 }),
            /derivedDeadlines was refused:[\s\S]*size: .*650 XB[\s\S]*replicas: 0/,
        );
    });
});
