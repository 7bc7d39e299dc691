// docs/adopting.md and docs/azure-devops.md, as a team follows them that has only the packed package.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { documentedBlock } from "../docs/blocks";
import { ApiServer } from "../support/apiServer";
import { RegistryServer } from "../support/registryServer";
import { consumer } from "./consumer";

interface Step {
    readonly displayName?: string;
    readonly inputs?: { readonly inlineScript: string };
}

const SECURITY = {
    securityContext: { runAsNonRoot: true, runAsUser: 1654, seccompProfile: { type: "RuntimeDefault" } },
};

describe("a team that adopts what runs", () => {
    let registry: RegistryServer;
    let cluster: ApiServer;

    before(async () => {
        [registry, cluster] = await Promise.all([RegistryServer.start(), ApiServer.start()]);
        await consumer.prepare();
        const { digest } = registry.image({ layers: [randomBytes(300_000)] });
        const image = `${registry.host}/shop@${digest}`;
        const container = {
            name: "api",
            image,
            args: ["serve"],
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
        };
        for (const name of ["api", "worker"]) {
            const labels = { app: name };
            const template = { metadata: { labels }, spec: { ...SECURITY, containers: [container] } };
            put("deployments", name, { selector: { matchLabels: labels }, template });
        }
        const migrate = { ...SECURITY, restartPolicy: "Never", containers: [{ ...container, args: ["migrate"] }] };
        put("jobs", "migrate", { template: { spec: migrate } });
    });
    after(() => {
        registry?.stop();
        return cluster?.down();
    });

    function put(plural: string, name: string, spec: object): void {
        cluster.store.put(plural, { metadata: { name, namespace: "shop" }, spec });
    }

    it("previews what adopt prints, as the stack's file, with the documented program", async () => {
        const { text: command } = documentedBlock("docs/adopting.md", "sh", "adopt --deployment");
        const kubeconfig = join(consumer.runner, "kubeconfig");
        writeFileSync(kubeconfig, cluster.kubeconfig);
        consumer.write("Pulumi.adopted.yaml", await consumer.step(command, { KUBECONFIG: kubeconfig }));
        const plan = await consumer.command("plan", "--stack", "adopted");
        for (const resource of [
            "DaemonSet shop-shop",
            "Job shop-migrate",
            "Deployment shop-api",
            "Deployment shop-worker",
        ]) {
            assert.ok(plan.includes(`<summary><code>${resource}</code></summary>`), plan);
        }
        assert.match(await consumer.command("step-timeout", "--stack", "adopted"), /^\d+\n$/);
    });

    describe("on Azure DevOps", () => {
        const calls = join(consumer.runner, "calls");

        beforeEach(() => {
            rmSync(calls, { force: true });
            stub("az", 'echo "subscription-of-$*"');
            stub("pulumi", `echo "$* $ARM_CLIENT_ID $ARM_TENANT_ID $ARM_SUBSCRIPTION_ID" >> ${calls}`);
        });

        for (const [name, last] of [
            ["preview", "preview --stack adopted --non-interactive --diff"],
            ["up", "up --stack adopted --yes --non-interactive"],
        ] as const) {
            it(`runs ${name} as the connection's identity, in its subscription`, async () => {
                await run(name);
                const identity = "client tenant subscription-of-account show --query id --output tsv";
                assert.deepEqual(called(), [`login file://state ${identity}`, `${last} ${identity}`]);
            });

            it(`runs no ${name} where the sign-in fails`, async () => {
                stub("pulumi", `echo "$*" >> ${calls}; exit 1`);
                await assert.rejects(run(name));
                assert.deepEqual(called(), ["login file://state"]);
            });
        }

        const called = () => readFileSync(calls, "utf8").trimEnd().split("\n");

        function stub(program: string, script: string): void {
            mkdirSync(join(consumer.runner, "bin"), { recursive: true });
            writeFileSync(join(consumer.runner, "bin", program), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
        }

        function run(name: string): Promise<string> {
            return consumer.step(documentedScript(name), {
                PATH: `${join(consumer.runner, "bin")}:${process.env.PATH}`,
                STACK: "adopted",
                PULUMI_BACKEND_URL: "file://state",
                idToken: "token",
                servicePrincipalId: "client",
                tenantId: "tenant",
            });
        }
    });
});

/** The script of the step with this name in the pipeline of docs/azure-devops.md, in whatever job. */
function documentedScript(name: string): string {
    const found: Step[] = [];
    const search = (value: unknown): void => {
        if (typeof value === "object" && value !== null) {
            if ("displayName" in value && value.displayName === name) {
                found.push(value as Step);
            }
            Object.values(value).forEach(search);
        }
    };
    search(parse(documentedBlock("docs/azure-devops.md", "yaml", "stages:").text));
    const [step, ...others] = found;
    assert.ok(step?.inputs !== undefined && others.length === 0, `${name} is one step`);
    return step.inputs.inlineScript;
}
