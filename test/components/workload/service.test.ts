import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Application } from "../../../components/workload/application";
import { fakeCluster, PULLED, realCluster } from "../../support/fixtures";
import { recorded } from "../../support/harness";

describe("the Service of an application", () => {
    before(() => void fakeCluster());
    after(realCluster);

    it("has its type and port, and the labels that a Service of the user's own may select", async () => {
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
