import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ApiServer } from "../../../support/apiServer";
import { access, NAMESPACE, NOT_FOUND, startCluster, tell } from "../../../support/cluster";
import { type FakeEngine, fakeEngine } from "../../../support/fakeEngine";
import { IMAGE } from "../../../support/images";
import { runHere } from "../../../support/runHere";

const HISTORY = `echo '[{"kind":"update","result":"succeeded","resourceChanges":{"create":2},"config":{}}]'`;
const DEPLOYMENT = {
    type: "kubernetes:apps/v1:Deployment",
    inputs: {
        metadata: { namespace: NAMESPACE },
        spec: { template: { spec: { containers: [{ name: "app", image: IMAGE }] } } },
    },
};
const STATE = `echo '${JSON.stringify({ version: 3, deployment: { resources: [DEPLOYMENT] } })}'`;

describe("image-delivery up", () => {
    const before = { ...process.env };
    let server: ApiServer;
    let engine: FakeEngine;

    beforeEach(async () => {
        server = await startCluster();
    });
    afterEach(async () => {
        process.env = { ...before };
        engine.remove();
        await server.down();
    });

    const up = (answers: Record<string, string>, ...words: string[]) => {
        engine = fakeEngine({ "stack history": HISTORY, "stack export": STATE, ...answers });
        writeFileSync(join(engine.folder, "Pulumi.dev.yaml"), "");
        Object.assign(process.env, engine.env);
        return runHere(["up", "--stack", "dev", "--dir", engine.folder, "--kubeconfig", server.kubeconfig, ...words]);
    };

    /** As the kubelet says it after the update has begun, however long that takes here, or so long before. */
    const says = (reason: string, message: string, agoMs = -60_000) =>
        tell(server, "web-a", reason, message, Date.now() - agoMs);
    const pulledIn = (times: string) =>
        `Successfully pulled image "${IMAGE}" in ${times}. Image size: 650000000 bytes.`;

    it("runs the project's own program, and says what became of its images", async () => {
        says("Pulled", pulledIn("12.3s (14.3s including waiting)"));
        const { code, stdout } = await up({ "up ": "echo Updating" });
        assert.equal(code, 0);
        assert.match(
            stdout,
            /^Updating\n\nacr1\.azurecr\.io\/zoneapi:1\nNODE +PULL +WAITED +SIZE +RESULT\nn1 +12\.3 s +2\.0 s +650 MB +pulled\n$/,
        );
        const call = engine.calls().find((line) => line.startsWith("up ")) ?? "";
        assert.match(call, /--stack dev/);
        assert.doesNotMatch(call, /--client/, "no program but the project's own");
    });

    it("takes an empty namespace, as of a variable that is not set, for none, and not for all of them", async () => {
        says("Pulled", pulledIn("12.3s (14.3s including waiting)"));
        const { code, stdout } = await up({}, "-n", "");
        assert.equal(code, 0);
        assert.match(stdout, /^n1 +12\.3 s +2\.0 s +650 MB +pulled$/m);
        const lists = server.requests.map(({ path }) => path).filter((path) => path.endsWith("/events"));
        assert.deepEqual([...new Set(lists)], [`/api/v1/namespaces/${NAMESPACE}/events`]);
    });

    it("does not fail an update that succeeded because its state cannot be read any more", async () => {
        const { code, stdout } = await up({ "stack export": "echo 'error: the bucket does not answer' >&2; exit 255" });
        assert.equal(code, 0);
        assert.match(stdout, /^Pulls: unknown, because the bucket does not answer$/m);
    });

    it("shows nothing of a state that was cut short: it holds secrets", async () => {
        const { code, stdout, stderr } = await up({ "stack export": 'echo \'{ "password": "s3cret\'; exit 1' });
        assert.equal(code, 0);
        assert.match(stdout, /^Pulls: unknown, because the engine could not read the state$/m);
        assert.doesNotMatch(stdout + stderr, /s3cret/);
    });

    it("has no colours with --no-color", async () => {
        const { stdout } = process;
        const isTTY = stdout.isTTY;
        stdout.isTTY = true;
        try {
            await up({}, "--no-color");
        } finally {
            stdout.isTTY = isTTY;
        }
        assert.match(engine.calls().find((line) => line.startsWith("up ")) ?? "", /--color never/);
    });

    it("prints stable JSON, the engine's words apart from it", async () => {
        const { stdout, stderr } = await up({ "up ": "echo Updating" }, "-o", "json", "--timeout", "10m");
        const report = JSON.parse(stdout);
        assert.deepEqual(Object.keys(report), ["stack", "result", "changes", "seconds", "timeoutSeconds", "pulls"]);
        assert.deepEqual([report.result, report.timeoutSeconds, report.changes], ["succeeded", 600, { create: 2 }]);
        assert.match(stderr, /^Updating$/m);
    });

    it("exits with 1 when the update failed, with the cause of the pull and what to do", async () => {
        says("Failed", `Failed to pull image "${IMAGE}": ${NOT_FOUND}`);
        const { code, stdout, stderr } = await up({ "up ": "echo 'error: update failed'; exit 255" });
        assert.equal(code, 1);
        assert.match(stdout, /\nn1 +failed: not found\n {2}says {2}[\s\S]* not found\n {2}do {4}.*image-delivery tags/);
        assert.match(stderr, /^image-delivery: up of stack dev failed$/m);
    });

    it("does not fail because the cluster tells nothing", async () => {
        server.fault = () => ({ code: 403, message: 'User "ci" cannot list resource "events"' });
        const { code, stdout } = await up({});
        assert.equal(code, 0);
        assert.match(stdout, /Pulls: unknown, because no permission to list events/);
    });

    it("leaves out the pulls from before it began", async () => {
        says("Pulled", pulledIn("1s"), 60_000);
        assert.match((await up({})).stdout, /Pulls: none was needed/);
    });

    it("looks for pulls in the namespace that it is told", async () => {
        says("Pulled", pulledIn("1s"));
        assert.match((await up({}, "-n", "other")).stdout, /Pulls: none was needed/);
    });

    const faults: [string, () => Promise<{ code: number | null; stderr: string }>, RegExp][] = [
        [
            "a stack without a file",
            () => up({}, "--stack", "prd"),
            /there is no Pulumi\.prd\.yaml in \S+; the stacks are dev$/,
        ],
        ["a folder without a project", () => up({}, "--dir", "/"), /there is no Pulumi\.yaml in \/; give .* --dir$/],
        ["a timeout that is none", () => up({}, "--timeout", "soon"), /It must be a duration/],
        [
            "an engine that refuses",
            () => up({ "stack select": `echo "error: incorrect passphrase" >&2; exit 255` }),
            /^image-delivery: incorrect passphrase$/m,
        ],
        [
            "another update of the stack",
            () => up({ "up ": `echo "error: the stack is currently locked by 1 lock(s)" >&2; exit 255` }),
            /another update of stack dev is running/,
        ],
    ];
    for (const [fault, run, text] of faults) {
        it(`answers ${fault} with one line and exit code 2`, async () => {
            const { code, stderr } = await run();
            assert.equal(code, 2);
            assert.match(stderr.trimEnd(), text);
        });
    }

    it("says what to install where there is no engine", async () => {
        engine = fakeEngine();
        writeFileSync(join(engine.folder, "Pulumi.dev.yaml"), "");
        process.env.PATH = "/nowhere";
        const { code, stderr } = await runHere(["up", "--stack", "dev", "--dir", engine.folder, ...access(server)]);
        assert.equal(code, 2);
        assert.match(stderr, /^image-delivery: no Pulumi engine was found on the PATH; install Pulumi/m);
    });
});
