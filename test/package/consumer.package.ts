// What pipelines of other repositories call: the action, the template of Azure DevOps and the command, from the packed file alone.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { REPOSITORY } from "../../platform/paths";
import { PullRequestServer, pipelineVariables } from "../support/pullRequestServer";
import { RegistryServer } from "../support/registryServer";
import { consumer } from "./consumer";

interface Step {
    readonly run?: string;
    readonly bash?: string;
    readonly displayName?: string;
    readonly inputs?: { readonly inlineScript: string };
}

const readYaml = (file: string) => parse(readFileSync(join(REPOSITORY, file), "utf8"));

const COMMAND = { COMMAND: "npx --no-install image-delivery", STACK: "dev" };

describe("a repository that has only the packed package", () => {
    let registry: RegistryServer;
    let pullRequest: PullRequestServer;
    let digest: string;

    before(async () => {
        [registry, pullRequest] = await Promise.all([RegistryServer.start(), PullRequestServer.start()]);
        await consumer.prepare();
        const base = randomBytes(300_000);
        const old = registry.image({ layers: [base], tag: "1" });
        digest = registry.image({ layers: [base, randomBytes(200_000)], tag: "2" }).digest;
        const image = `${registry.host}/shop@${old.digest}`;
        consumer.write(
            "Pulumi.dev.yaml",
            `config:\n  aks-image-delivery:rollout:\n    name: shop\n    namespace: shop\n    images:\n      - name: api # the service\n        image: ${image}\n        size: 300kB\n    migration: { image: api, args: [migrate] }\n`,
        );
        consumer.git("init", "--quiet");
        consumer.git("add", ".");
        consumer.git("commit", "--quiet", "--no-gpg-sign", "--message", "base");
        consumer.git("update-ref", "refs/remotes/origin/main", "HEAD");
        writeFileSync(join(consumer.runner, "event.json"), JSON.stringify({ pull_request: { number: 7 } }));
    });
    after(() => {
        registry?.stop();
        pullRequest?.stop();
    });

    it("has nothing of what stands for the outside world here", () => {
        const installed = (name: string) => join(consumer.folder, "node_modules/aks-image-delivery", name);
        assert.ok(existsSync(installed("dist/cli/main.js")));
        const others = ["start", "platform", "test", "scripts", "bench"].flatMap((name) => [name, `dist/${name}`]);
        assert.deepEqual(
            others.filter((name) => existsSync(installed(name))),
            [],
        );
    });

    it("pins an image", async () => {
        assert.match(
            await consumer.command("pin", "--stack", "dev", `api=${registry.host}/shop:2`),
            /size 300kB -> 500kB/,
        );
        assert.match(
            consumer.read("Pulumi.dev.yaml"),
            new RegExp(`name: api # the service\n.*${digest}\n.*size: 500kB\n`),
        );
    });

    it("has a timeout for its step", async () => {
        assert.match(await consumer.command("step-timeout", "--stack", "dev"), /^\d+\n$/);
    });

    it("gets one comment with plan and sizes from the action", async () => {
        const [report, comment] = readYaml("action.yml").runs.steps as [Step, Step];
        const files = {
            GITHUB_STEP_SUMMARY: join(consumer.runner, "summary"),
            GITHUB_OUTPUT: join(consumer.runner, "output"),
        };
        const { github } = pipelineVariables(pullRequest.url, join(consumer.runner, "event.json"));
        const env = {
            ...COMMAND,
            ...files,
            ...github,
            RUNNER_TEMP: consumer.runner,
            BASE: "origin/main",
            SIZES: "true",
        };
        await consumer.step(report.run ?? "", env);
        const [, file = ""] = /^file=(.*)$/m.exec(readFileSync(files.GITHUB_OUTPUT, "utf8")) ?? [];
        for (let time = 1; time <= 2; time++) {
            await consumer.step(comment.run ?? "", { ...env, REPORT: file });
            assert.equal(pullRequest.comments.length, 1);
        }
        assertComment(pullRequest.comments[0]);
        assert.equal(readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"), readFileSync(file, "utf8"));
    });

    it("gets the same from the template of Azure DevOps", async () => {
        pullRequest.comments.length = 0;
        const { azure } = pipelineVariables(pullRequest.url, "");
        const env = { ...COMMAND, ...azure, AGENT_TEMPDIRECTORY: consumer.runner, TARGET: "refs/heads/main" };
        const [plan, { "${{ if ne(parameters.serviceConnection, '') }}": sizes = [] }, summary, comment] = readYaml(
            "azure-pipelines/plan.yml",
        ).steps as [Step, Record<string, Step[]>, Step, Step];
        await consumer.step(plan.bash ?? "", env);
        await consumer.step(sizes[0]?.inputs?.inlineScript ?? "", env);
        assert.match(await consumer.step(summary.bash ?? "", env), /^##vso\[task\.uploadsummary\]\/.*\.md\n$/);
        await consumer.step(comment.bash ?? "", env);
        assertComment(pullRequest.comments[0]);
    });

    function assertComment(text = ""): void {
        assert.match(text, /^<!-- image-delivery: plan-dev -->\n### Plan of stack <code>dev<\/code>/);
        assert.match(text, /\*\*The migration runs again\.\*\*/);
        assert.match(text, /\| <code>shop-api<\/code> \| 300 kB \| 500 kB \| \+200 kB \(\+66\.7 %\) \|/);
        assert.match(text, /### Image size, stack <code>dev<\/code>[\s\S]*\| \+200 kB \(\+66\.7 %\) \| 200 kB \|/);
    }
});
