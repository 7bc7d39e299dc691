import * as assert from "node:assert/strict";
import type { KubernetesObject } from "../../../../platform/providers/kubernetes/api/objects";
import {
    type CheckCall,
    InitFailed,
    type Provider,
    type UpdateCall,
} from "../../../../platform/providers/shared/provider";
import { type Properties, UNKNOWN } from "../../../../platform/providers/shared/values";
import { FakeApi } from "../../../support/fakeApi";
import { type Created, call, configMap, configured, created, job } from "../../../support/providerCalls";

const PATH = "/api/v1/namespaces/team/configmaps/a";
const JOB_PATH = "/apis/batch/v1/namespaces/team/jobs/migrate";

const withStatus = (status: unknown) => (object: KubernetesObject) => ({ ...object, status });
const FAILED = { conditions: [{ type: "Failed", status: "True", reason: "BackoffLimitExceeded", message: "it did" }] };
const COMPLETE = { conditions: [{ type: "Complete", status: "True" }] };

describe("the kubernetes stand-in", () => {
    let api: FakeApi;
    let provider: Provider;

    const create = (...given: Created) => created(provider, ...given);

    beforeEach(async () => {
        api = new FakeApi();
        await api.start();
        provider = await configured(api);
    });
    afterEach(() => api.stop());

    describe("gives an object that has none", () => {
        const check = async (news: Properties, olds?: Properties) =>
            (await provider.check(call({ news, olds }) as CheckCall)).inputs;

        it("a name, which it keeps until the object is replaced", async () => {
            const unnamed = { apiVersion: "v1", kind: "ConfigMap", data: { x: "1" } };
            const first = await check(unnamed);
            const { name } = first.metadata as { name: string };
            assert.match(name, /^web-[0-9a-f]{8}$/);
            assert.deepEqual(await check(unnamed), first);
            const other = { ...first, metadata: { ...(first.metadata as Properties), name: "web-kept" } };
            assert.equal(((await check(unnamed, other)).metadata as Properties).name, "web-kept");
        });

        it("the namespace of the provider, where its kind lies in one", async () => {
            const inputs = await check({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } });
            assert.deepEqual(inputs.metadata, { name: "a", namespace: "team" });
            const namespace = await check({ apiVersion: "v1", kind: "Namespace", metadata: { name: "a" } });
            assert.deepEqual(namespace.metadata, { name: "a" });
        });
    });

    describe("creates", () => {
        it("by server-side apply, as the annotated field manager", async () => {
            const inputs = configMap({ x: "1" }, { annotations: { "pulumi.com/patchFieldManager": "mine" } });
            const { id, outputs } = await create(inputs);
            assert.equal(id, "team/a");
            assert.deepEqual(api.log.slice(0, 2), [`GET ${PATH}`, `PATCH ${PATH}?fieldManager=mine`]);
            assert.equal((outputs.metadata as Properties).managedFields, undefined);
        });

        it("nothing over an object that exists already", async () => {
            await create(configMap({ x: "1" }));
            await assert.rejects(create(configMap({ x: "2" })), /ConfigMap team\/a already exists/);
        });

        it("over an object that exists, when told to", async () => {
            await create(configMap({ x: "1" }));
            provider = await configured(api, { upsertExistingObjects: "true" });
            await create(configMap({ x: "2" }));
            assert.deepEqual(api.objects.get(PATH)?.data, { x: "2" });
        });

        it("nothing in a preview, and says which fields are not known yet", async () => {
            const { outputs } = await create(configMap({ x: "1" }), true);
            assert.equal((outputs.metadata as Properties).uid, UNKNOWN);
            assert.equal(api.objects.size, 0);
            assert.ok(api.log.some((line) => line.includes("dryRun=All")));
        });

        it("no dry run of inputs that are not known yet", async () => {
            const inputs = configMap({ x: UNKNOWN });
            assert.deepEqual((await create(inputs, true)).outputs, inputs);
            assert.deepEqual(api.log, []);
        });

        it("an object that is ready only later", async () => {
            api.states.push(withStatus({ active: 1 }), withStatus(COMPLETE));
            const { outputs } = await create(job());
            assert.deepEqual(outputs.status, COMPLETE);
        });

        it("without waiting where pulumi.com/skipAwait says so", async () => {
            api.states.push(withStatus({ active: 1 }));
            const { id } = await create(job({ "pulumi.com/skipAwait": "true" }));
            assert.equal(id, "team/migrate");
        });
    });

    describe("keeps in the state, with the reason, an object that", () => {
        it("failed", async () => {
            api.states.push(withStatus(FAILED));
            const error = await create(job()).catch((caught: unknown) => caught);
            assert.ok(error instanceof InitFailed);
            assert.equal(error.id, "team/migrate");
            assert.deepEqual(error.outputs.status, FAILED);
            assert.deepEqual(error.reasons, [
                "Job team/migrate is not ready: the Job failed: BackoffLimitExceeded: it did",
            ]);
        });

        it("was not ready in time", async () => {
            api.states.push(withStatus({ active: 1 }));
            await assert.rejects(create(job(), false, 0.01), (error: InitFailed) => {
                assert.match(error.reasons[0] ?? "", /timed out after 0.01 s while waiting: the Job has 1 active/);
                return error instanceof InitFailed;
            });
        });
    });

    it("asks an API server again that is overloaded while it waits", async () => {
        api.states.push(withStatus(COMPLETE));
        let refusals = 0;
        api.intercept = (method, url) => {
            const waiting = method === "GET" && url.pathname === JOB_PATH && api.objects.size > 0;
            return waiting && refusals++ < 1 ? { status: 429, body: { message: "too many requests" } } : undefined;
        };
        await create(job());
        assert.equal(refusals, 2);
    });

    it("updates in place", async () => {
        await create(configMap({ x: "1" }));
        await provider.update(call({ news: configMap({ x: "2" }), preview: false }) as unknown as UpdateCall);
        assert.deepEqual(api.objects.get(PATH)?.data, { x: "2" });
    });

    it("refuses a provider that does not apply server-side", async () => {
        await assert.rejects(configured(api, { enableServerSideApply: "false" }), /applies server-side only/);
    });
});
