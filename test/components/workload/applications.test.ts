// Pods that teams deploy, by what could not be said of them before.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Application } from "../../../components/workload/application";
import { MigrationJob } from "../../../components/workload/migrationJob";
import { fakeCluster, PULLED, realCluster } from "../../support/fixtures";
import { recorded } from "../../support/harness";
import { PINNED_IMAGE } from "../../support/images";
import { SHAPES } from "../../support/podShapes";
import type { Args, Fields, Shape } from "../../support/podShapes/shape";

describe("what teams deploy can be said, field by field:", () => {
    beforeEach(() => void fakeCluster());
    afterEach(realCluster);

    for (const [what, shape] of Object.entries(SHAPES)) {
        it(`${what}, in an application`, async () => {
            const { one } = await recorded(() => new Application("web", { ...PULLED, ...shape.args }));
            const { template, ...spec } = one("Deployment").inputs.spec;
            assert.deepEqual(pod(template), expected(shape, "application"));
            const { selector, progressDeadlineSeconds, ...rest } = spec;
            assert.deepEqual(rest, shape.deployment ?? {});
        });
    }

    it("all of that of a container and its pod in a migration too", async () => {
        for (const shape of Object.values(SHAPES)) {
            const { port, readinessPath, livenessPath, probeTimeoutSeconds, service, spec, ...args } = shape.args;
            if (port === undefined && spec === undefined) {
                const { one } = await recorded(() => new MigrationJob("web", { ...PULLED, ...renamed(args) }));
                const { restartPolicy, ...given } = pod(one("Job").inputs.spec.template).spec as Fields;
                assert.deepEqual(given, (expected(shape, "migration") as { spec: Fields }).spec);
            }
        }
    });

    it("a Service, and labels for one of the user's own", async () => {
        let selector: unknown;
        const { one } = await recorded(() => {
            const web = new Application("web", { ...PULLED, port: 8080, service: { type: "LoadBalancer", port: 443 } });
            pulumi.output(web.selector).apply((labels) => {
                selector = labels;
            });
        });
        const { spec } = one("Service").inputs;
        assert.deepEqual(spec.ports, [{ name: "http", port: 443, targetPort: "http" }]);
        assert.deepEqual([spec.type, spec.selector], ["LoadBalancer", selector]);
        const { labels } = one("Deployment").inputs.spec.template.metadata;
        assert.ok(Object.entries(selector as object).every(([key, value]) => labels[key] === value));
    });
});

/** The pod without what the component adds to every pod: what "restricted" asks for, the policy, and usual resources. */
function pod(template: { metadata: Fields; spec: Fields }): Fields {
    const { automountServiceAccountToken, securityContext, containers, initContainers, ...spec } = template.spec;
    assert.equal(automountServiceAccountToken, false);
    const { labels, ...metadata } = template.metadata;
    const usual = (securityContext as Fields).runAsUser === 1654;
    return {
        metadata,
        spec: {
            ...spec,
            ...(usual ? {} : { securityContext }),
            containers: (containers as Fields[]).map(container),
            ...(initContainers === undefined ? {} : { initContainers: (initContainers as Fields[]).map(container) }),
        },
    };
}

const RESTRICTED = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };

function container({ imagePullPolicy, resources, securityContext, ...rest }: Fields): Fields {
    assert.equal(imagePullPolicy, "IfNotPresent");
    const isUsual = JSON.stringify(securityContext) === JSON.stringify(RESTRICTED);
    return isUsual ? rest : { ...rest, securityContext };
}

function expected({ metadata = {}, spec = {}, container = {}, more = [] }: Shape, name: string): unknown {
    return { metadata, spec: { ...spec, containers: [{ name, image: PINNED_IMAGE, ...container }, ...more] } };
}

/** The same patch for the container of a migration. */
function renamed(args: Args): Args {
    return JSON.parse(JSON.stringify(args).replaceAll('"name":"application"', '"name":"migration"'));
}
