import * as assert from "node:assert/strict";
import { changesOf } from "../../../../platform/providers/kubernetes/changes";
import type { DiffCall } from "../../../../platform/providers/shared/provider";
import { type Properties, UNKNOWN } from "../../../../platform/providers/shared/values";
import { FakeApi } from "../../../support/fakeApi";
import { call, configMap, job } from "../../../support/providerCalls";

const UNREADY = { "pulumi.com/replaceUnready": "true" };

function withImage(inputs: Properties, image: Properties[string]): Properties {
    return { ...inputs, spec: { template: { spec: { image } } } };
}

function refusal(field: string, message: string) {
    return { status: 422, body: { message: `it is invalid: ${message}`, details: { causes: [{ field, message }] } } };
}

describe("a change of an object", () => {
    let api: FakeApi;

    const changes = (oldInputs: Properties, news: Properties, config: Properties = {}) =>
        changesOf(call({ id: "team/a", oldInputs, news }) as unknown as DiffCall, api.target(config));

    beforeEach(async () => {
        api = new FakeApi();
        await api.start();
    });
    afterEach(() => api.stop());

    it("is none where the inputs are the same, and asks the cluster nothing", async () => {
        assert.deepEqual(await changes(configMap({ x: "1" }), configMap({ x: "1" })), {
            changes: {},
            deleteBeforeReplace: false,
        });
        assert.deepEqual(api.log, []);
    });

    it("is made in place where the API server takes it, which a dry run finds out", async () => {
        const result = await changes(job(), withImage(job(), "b"));
        assert.deepEqual(result.changes, { "spec.template.spec.image": { kind: "update" } });
        assert.match(api.log.join(), /PATCH .*dryRun=All/);
    });

    it("is a replacement where the API server says that the field is immutable", async () => {
        api.intercept = () => refusal("spec.template", "Invalid value: {}: field is immutable");
        const result = await changes(job(), { ...withImage(job(), "b"), other: 1 });
        assert.deepEqual(result.changes, {
            "spec.template.spec.image": { kind: "update", replace: true },
            other: { kind: "add" },
        });
        assert.equal(result.deleteBeforeReplace, true);
    });

    it("is not a replacement where the new value is merely wrong", async () => {
        api.intercept = () => refusal("spec.template", "Required value");
        const result = await changes(job(), withImage(job(), ""));
        assert.deepEqual(result.changes, { "spec.template.spec.image": { kind: "update" } });
    });

    it("is a replacement where it is the data of a ConfigMap, so that its pods see it", async () => {
        const result = await changes(configMap({ x: "1" }), configMap({ x: "2" }));
        assert.deepEqual(result.changes, { "data.x": { kind: "update", replace: true } });
        assert.equal(result.deleteBeforeReplace, true);
    });

    it("is made in place in a ConfigMap where the provider allows that", async () => {
        const result = await changes(configMap({ x: "1" }), configMap({ x: "2" }), { enableConfigMapMutable: "true" });
        assert.deepEqual(result.changes, { "data.x": { kind: "update" } });
    });

    it("creates before it deletes where the replacement has another name", async () => {
        const renamed = await changes(configMap({}), configMap({}, { name: "b" }));
        assert.deepEqual(renamed.changes, { "metadata.name": { kind: "update", replace: true } });
        assert.equal(renamed.deleteBeforeReplace, false);
        const chosen = { annotations: { "pulumi.com/autonamed": "true" } };
        const result = await changes(configMap({ x: "1" }, chosen), configMap({ x: "2" }, chosen));
        assert.equal(result.deleteBeforeReplace, false);
    });

    it("is not tried out while a value is unknown", async () => {
        const result = await changes(job(), withImage(job(), UNKNOWN));
        assert.deepEqual(result.changes, { "spec.template.spec.image": { kind: "update" } });
        assert.deepEqual(api.log, []);
    });

    describe("with pulumi.com/replaceUnready", () => {
        const path = "/apis/batch/v1/namespaces/team/jobs/migrate";
        const live = (type: string) => {
            const status = { conditions: [{ type, status: "True", reason: "r", message: "m" }] };
            api.objects.set(path, { apiVersion: "batch/v1", kind: "Job", metadata: { name: "migrate" }, status });
        };
        const replaced = async () => Object.keys((await changes(job(UNREADY), job(UNREADY))).changes);

        it("is a replacement of a Job that failed, although nothing else changed", async () => {
            live("Failed");
            assert.deepEqual(await replaced(), ['metadata.annotations["pulumi.com/replaceUnready"]']);
        });

        it("is none of a Job that is complete", async () => {
            live("Complete");
            assert.deepEqual(await replaced(), []);
        });
    });
});
