import * as assert from "node:assert/strict";
import type { KubernetesObject } from "../../../../platform/providers/kubernetes/api/objects";
import type { DeleteCall, Provider, ReadCall } from "../../../../platform/providers/shared/provider";
import type { Properties } from "../../../../platform/providers/shared/values";
import { FakeApi } from "../../../support/fakeApi";
import { type Created, call, configMap, configured, created } from "../../../support/providerCalls";

const PATH = "/api/v1/namespaces/team/configmaps/a";

describe("what the kubernetes stand-in has created, it", () => {
    let api: FakeApi;
    let provider: Provider;

    const create = (...given: Created) => created(provider, ...given);

    beforeEach(async () => {
        api = new FakeApi();
        await api.start();
        provider = await configured(api);
    });
    afterEach(() => api.stop());

    describe("reads", () => {
        const read = (inputs: Properties, outputs: Properties) =>
            provider.read(call({ id: "team/a", inputs, outputs }) as unknown as ReadCall);

        it("what drifted into the inputs", async () => {
            const inputs = configMap({ x: "1" });
            const { outputs } = await create(inputs);
            api.objects.set(PATH, {
                ...(api.objects.get(PATH) as KubernetesObject),
                data: { x: "changed", y: "added" },
            });
            const result = await read(inputs, outputs);
            assert.deepEqual(result?.inputs, configMap({ x: "changed" }));
        });

        it("an object that is gone as gone", async () => {
            assert.equal(await read(configMap({}), {}), undefined);
        });

        it("an object by its id alone", async () => {
            await create(configMap({ x: "1" }));
            const result = await read({}, {});
            assert.deepEqual(result?.inputs, configMap({ x: "1" }));
        });

        it("the objects of a lost cluster as gone only when told to", async () => {
            await api.stop();
            await assert.rejects(read(configMap({}), {}), /cannot be reached/);
            provider = await configured(api, { deleteUnreachable: true });
            assert.equal(await read(configMap({}), {}), undefined);
        });
    });

    describe("deletes", () => {
        const remove = (inputs: Properties, timeoutSeconds?: number) =>
            provider.delete(call({ inputs, timeoutSeconds }) as unknown as DeleteCall);

        it("with everything that the object owns, and waits until it is gone", async () => {
            await create(configMap({}));
            await remove(configMap({}));
            assert.deepEqual(api.log.slice(-2), [`DELETE ${PATH}?propagationPolicy=Foreground`, `GET ${PATH}`]);
        });

        it("an object that is gone already", async () => {
            await remove(configMap({}));
            assert.ok(!api.log.some((line) => line.startsWith("DELETE")));
        });

        it("and does not wait for another object that has taken the name", async () => {
            const { outputs } = await create(configMap({}));
            const other = { ...outputs, metadata: { ...(outputs.metadata as Properties), uid: "another" } };
            api.intercept = (method) => {
                if (method === "DELETE") {
                    api.objects.set(PATH, other as unknown as KubernetesObject);
                    return { status: 200, body: {} };
                }
                return undefined;
            };
            await remove(configMap({}), 1);
        });

        it("and names the finalizers of an object that does not go", async () => {
            await create(configMap({}, { finalizers: ["acme/keep"] }));
            api.intercept = (method) => (method === "DELETE" ? { status: 200, body: {} } : undefined);
            await assert.rejects(remove(configMap({}), 0.01), /timed out after 0.01 s .* finalizers are acme\/keep/);
        });
    });
});
