import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Application } from "../../../components/workload/application";
import type { ApplicationArgs } from "../../../components/workload/applicationArgs";
import { PULLED } from "../../support/fixtures";
import { recorded, refused } from "../../support/harness";

const application = (args: Partial<ApplicationArgs>) => () => new Application("api", { ...PULLED, ...args });

async function templateOf(args: Partial<ApplicationArgs>, preview = false) {
    const { one } = await recorded(application(args), { preview });
    return one("Deployment").inputs.spec.template;
}

const names = (env: readonly { name: string }[]) => env.map(({ name }) => name);

describe("the variables of a container", () => {
    const secretEnv = { PASSWORD: { name: "db", key: "password" } };
    const env = { MODE: "fast", URL: "postgres://app:$(PASSWORD)@db" };

    it("come after those they refer to, and else values before secrets", async () => {
        const { spec } = await templateOf({ env, secretEnv });
        assert.deepEqual(names(spec.containers[0].env), ["MODE", "PASSWORD", "URL"]);
        const plain = await templateOf({ env: { MODE: "fast", TEXT: "$$(PASSWORD)" }, secretEnv });
        assert.deepEqual(names(plain.spec.containers[0].env), ["MODE", "TEXT", "PASSWORD"]);
    });

    it("are put in order too where a value is known later, and where podTemplate defines one", async () => {
        const later = await templateOf({ env: { ...env, URL: pulumi.secret(env.URL) }, secretEnv });
        assert.deepEqual(names(later.spec.containers[0].env), ["MODE", "PASSWORD", "URL"]);
        const valueFrom = { configMapKeyRef: { name: "settings", key: "host" } };
        const podTemplate = { spec: { containers: [{ name: "application", env: [{ name: "HOST", valueFrom }] }] } };
        const { spec } = await templateOf({ env: { URL: "http://$(HOST)" }, podTemplate });
        assert.deepEqual(spec.containers[0].env, [
            { name: "HOST", valueFrom },
            { name: "URL", value: "http://$(HOST)" },
        ]);
    });

    it("are refused where they refer to each other, known now or later", async () => {
        const circle = { A: "$(B)", B: "$(A)" };
        assert.match(await refused(application({ env: circle })), /env: A -> B -> A is a circle/);
        assert.match(await refused(application({ env: { ...circle, B: pulumi.output("$(A)") } })), /A -> B -> A/);
    });

    it("are reported where nothing defines what they refer to, and not where it may be imported", async () => {
        const warned = async (args: Partial<ApplicationArgs>) => (await recorded(application(args))).log.join("\n");
        assert.match(await warned({ env: { A: "$(GONE)" } }), /env: A refers to \$\(GONE\), which nothing defines/);
        assert.equal(await warned({ env: { A: "$(API_SERVICE_HOST)", B: "$$(GONE)" } }), "");
        assert.equal(await warned({ env: { A: "$(GONE)" }, envFrom: [{ configMap: "settings" }] }), "");
        assert.match(await warned({ env: { A: "$(GONE)" }, envFrom: [{ secret: "s", prefix: "APP_" }] }), /GONE/);
    });
});
