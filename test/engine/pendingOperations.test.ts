import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { settledOperations } from "../../engine/pendingOperations";
import { runStack } from "../../engine/run";
import { type FakeEngine, fakeEngine } from "../support/fakeEngine";

const JOB = "urn:pulumi:dev::shop::kubernetes:batch/v1:Job::shop-migration";
const LOST = "urn:pulumi:dev::shop::kubernetes:core/v1:ConfigMap::shop-api";
const creating = (urn: string) => ({ resource: { urn }, type: "creating" });

/** As the engine prints it (pkg/resource/deploy/deployment_executor.go). */
const WARNING = "warning: Attempting to deploy or update resources with 2 pending operations from previous deployment.";

describe("operations that a killed update left open", () => {
    it("are settled where the stack holds the resource, and stay where it does not", () => {
        const exported = {
            version: 3,
            deployment: {
                resources: [{ urn: JOB, id: "j" }],
                pending_operations: [creating(JOB), creating(LOST)],
                more: 1,
            },
        };
        const { settled, rest } = settledOperations(exported);
        assert.deepEqual(settled, [JOB]);
        assert.deepEqual(rest, {
            version: 3,
            deployment: { resources: [{ urn: JOB, id: "j" }], pending_operations: [creating(LOST)], more: 1 },
        });
    });

    it("are none in a stack without any", () => {
        assert.deepEqual(settledOperations({ version: 3, deployment: {} }).settled, []);
    });

    describe("after the engine warned of them", () => {
        let engine: FakeEngine;
        let output = "";

        afterEach(() => engine.remove());

        async function up(resources: object[], answer: string): Promise<string[]> {
            output = "";
            const state = JSON.stringify({
                version: 3,
                deployment: { resources, pending_operations: [creating(JOB)] },
            });
            engine = fakeEngine({
                "stack history": `echo '[{"kind":"update","result":"succeeded","resourceChanges":{},"config":{}}]'`,
                "up ": answer,
                "stack export": `echo '${state}'`,
                "stack import": 'cat > "$(dirname "$0")/imported"',
            });
            const run = { stack: "dev", workDir: engine.folder, program: async () => {}, env: engine.env };
            const onOutput = (text: string) => {
                output += text;
            };
            await runStack("up", { ...run, onOutput }).catch(() => undefined);
            return engine.calls().filter((call) => /^stack (?:export|import)/.test(call));
        }
        const imported = () => JSON.parse(readFileSync(join(engine.folder, "bin/imported"), "utf8"));

        it("are cleared by an update that succeeds, which says so", async () => {
            const calls = await up([{ urn: JOB }], `echo '${WARNING}'`);
            assert.equal(calls.length, 2, calls.join("\n"));
            assert.ok(calls.every((call) => !call.includes("--show-secrets")));
            assert.deepEqual(imported().deployment, { resources: [{ urn: JOB }], pending_operations: [] });
            assert.match(output, /left operations open: shop-migration\. The stack holds what they were about again/);
        });

        it("stay where the stack does not hold the resource, and after an update that fails", async () => {
            assert.equal((await up([], `echo '${WARNING}'`)).length, 1);
            assert.doesNotMatch(output, /cleared/);
            engine.remove();
            assert.deepEqual(await up([{ urn: JOB }], `echo '${WARNING}'; exit 255`), []);
        });

        it("are not asked for where it did not", async () => {
            assert.deepEqual(await up([{ urn: JOB }], "echo Updating"), []);
        });
    });
});
