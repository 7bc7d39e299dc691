import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProxyServer } from "../../../support/proxyServer";
import { PullRequestServer, pipelineVariables, TOKEN } from "../../../support/pullRequestServer";
import { runHere } from "../../../support/runHere";

const MARKER = "<!-- image-delivery: plan-dev -->\n";

describe("image-delivery comment", () => {
    let server: PullRequestServer;
    let folder: string;
    let file: string;
    let environment: NodeJS.ProcessEnv;

    beforeEach(async () => {
        environment = process.env;
        server = await PullRequestServer.start();
        folder = mkdtempSync(join(tmpdir(), "comment-"));
        file = join(folder, "plan.md");
        writeFileSync(file, "### Plan\n");
        writeFileSync(join(folder, "event.json"), JSON.stringify({ pull_request: { number: 7 } }));
    });
    afterEach(() => {
        process.env = environment;
        rmSync(folder, { recursive: true });
        server.stop();
    });

    const variables = () => pipelineVariables(server.url, join(folder, "event.json"));
    const comment = (env: Record<string, string>, ...words: string[]) => {
        const { GITHUB_ACTIONS: _, TF_BUILD: __, ...others } = environment;
        process.env = { ...others, ...env };
        return runHere(["comment", file, "--key", "plan-dev", ...words]);
    };

    for (const place of ["github", "azure"] as const) {
        it(`adds one comment, and changes that one later: ${place}`, async () => {
            server.comments.push("a person's", "<!-- image-delivery: plan-prod -->\nanother stack's");
            const quiet = { code: 0, stdout: "", stderr: "" };
            assert.deepEqual(await comment(variables()[place]), quiet);
            writeFileSync(file, "### Another plan\n");
            assert.deepEqual(await comment(variables()[place]), quiet);
            assert.equal(server.comments.length, 3);
            // One for each run of the command, which makes two calls.
            assert.deepEqual([server.connections, server.calls.length], [2, 4]);
            assert.equal(server.comments[2], `${MARKER}### Another plan\n`);
        });

        it(`names the right that the token lacks, and never the token: ${place}`, async () => {
            const right = { github: /pull-requests: write/, azure: /Contribute to pull requests/ }[place];
            for (const status of [401, 403, 404, 203]) {
                server.refusal = { status, body: {} };
                const { code, stderr } = await comment(variables()[place]);
                assert.equal(code, 2);
                assert.match(
                    stderr,
                    new RegExp(`^image-delivery: 127\\.0\\.0\\.1:\\d+ answers GET .* with ${status}: .*\\n$`),
                );
                assert.match(stderr, right);
                assert.ok(!stderr.includes(TOKEN));
            }
        });
    }

    it("goes through the proxy of the variables", async () => {
        const proxy = await ProxyServer.start(server.url);
        const { HTTP_PROXY = "" } = process.env;
        const elsewhere = { ...variables().github, GITHUB_API_URL: "http://api.github.test", HTTP_PROXY };
        const { stderr } = await comment(elsewhere);
        process.env = environment;
        await proxy.stop();
        assert.equal(stderr, "");
        assert.deepEqual([...new Set(proxy.seen)], ["CONNECT api.github.test:80"]);
        assert.equal(server.comments.length, 1);
    });

    it("finds its comment behind more than a page of others", async () => {
        server.comments.push(...Array.from({ length: 130 }, (_, index) => `comment ${index}`), `${MARKER}old`);
        assert.equal((await comment(variables().github)).code, 0);
        assert.equal(server.comments[130], `${MARKER}### Plan\n`);
        assert.equal(server.comments.length, 131);
    });

    it("adds nothing for an empty file, and replaces what an earlier version said", async () => {
        writeFileSync(file, "\n");
        await comment(variables().github);
        assert.equal(server.comments.length, 0);
        server.comments.push(`${MARKER}old`);
        await comment(variables().github);
        assert.deepEqual(server.comments, [`${MARKER}Nothing to say about this version.\n`]);
    });

    it("shortens what no comment has room for", async () => {
        writeFileSync(file, "x".repeat(70_000));
        await comment(variables().github);
        assert.ok((server.comments[0]?.length ?? 0) < 65_536);
        assert.match(server.comments[0] ?? "", /The rest is left out/);
    });

    const faults: [string, (() => Record<string, string>) | undefined, string[], RegExp][] = [
        ["no pipeline", () => ({}), [], /neither GITHUB_ACTIONS nor TF_BUILD/],
        [
            "no token",
            () => ({ GITHUB_ACTIONS: "true" }),
            [],
            /GITHUB_TOKEN is not set: give the job `permissions: pull-req/,
        ],
        ["a key with a line break", undefined, ["--key", "a\nb"], /--key "a\\nb": only letters/],
        ["no number", undefined, ["--pull-request", "x"], /--pull-request "x": a pull request's number is expected/],
        [
            "a host that is down",
            () => ({ ...variables().github, GITHUB_API_URL: "http://127.0.0.1:1" }),
            [],
            /cannot be reached/,
        ],
        [
            "another place's repository",
            () => ({ ...variables().azure, BUILD_REPOSITORY_PROVIDER: "GitHub" }),
            [],
            /not in Azure Repos but in GitHub/,
        ],
    ];
    for (const [name, env, words, text] of faults) {
        it(`refuses ${name} in one line`, async () => {
            const { code, stdout, stderr } = await comment(env?.() ?? variables().github, ...words);
            assert.deepEqual([code, stdout], [2, ""]);
            assert.match(stderr, /^image-delivery: [^\n]*\n$/);
            assert.match(stderr, text);
        });
    }
});
