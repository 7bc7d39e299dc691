import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { inputsAsFound } from "../../../../platform/providers/kubernetes/drift";
import type { Properties } from "../../../../platform/providers/shared/values";

const key = fc.string({ minLength: 1 }).filter((text) => text !== "__proto__");
const json = fc.dictionary(key, fc.jsonValue(), { noNullPrototype: true });

describe("inputs as found in the cluster", () => {
    it("are the old ones where nothing changed, however the API server spells them", () => {
        fc.assert(
            fc.property(json as fc.Arbitrary<Properties>, json as fc.Arbitrary<Properties>, (inputs, live) => {
                assert.deepEqual(inputsAsFound(inputs, live, structuredClone(live)), inputs);
            }),
        );
        const inputs = { cpu: "1000m", port: "80" };
        assert.deepEqual(inputsAsFound(inputs, { cpu: "1", port: 80 }, { cpu: "1", port: 80 }), inputs);
    });

    it("take what somebody else changed, also within lists", () => {
        const inputs = { spec: { replicas: 1, ports: [{ port: 80 }, { port: 81 }] } };
        const live = {
            spec: {
                replicas: 5,
                ports: [
                    { port: 80, protocol: "TCP" },
                    { port: 82, protocol: "TCP" },
                ],
            },
        };
        const seen = {
            spec: {
                replicas: 1,
                ports: [
                    { port: 80, protocol: "TCP" },
                    { port: 81, protocol: "TCP" },
                ],
            },
        };
        assert.deepEqual(inputsAsFound(inputs, seen, live), {
            spec: { replicas: 5, ports: [{ port: 80 }, { port: 82 }] },
        });
    });

    it("lose what somebody else removed", () => {
        const inputs = { data: { a: "1", b: "2" } };
        assert.deepEqual(inputsAsFound(inputs, inputs, { data: { a: "1" } }), { data: { a: "1" } });
    });

    it("leave out what somebody else added", () => {
        const inputs = { labels: { mine: "1" } };
        assert.deepEqual(inputsAsFound(inputs, inputs, { labels: { mine: "1", theirs: "2" } }), inputs);
    });

    it("take a list as it is when it became longer or shorter", () => {
        assert.deepEqual(inputsAsFound({ list: [1] }, { list: [1] }, { list: [1, 2] }), { list: [1, 2] });
    });

    it("see a change of a Secret's text, which the API server keeps as base64", () => {
        const base64 = (text: string) => Buffer.from(text).toString("base64");
        const inputs = { kind: "Secret", stringData: { password: "old" } };
        const seen = { kind: "Secret", data: { password: base64("old") } };
        assert.deepEqual(inputsAsFound(inputs, seen, seen), inputs);
        const live = { kind: "Secret", data: { password: base64("new") } };
        assert.deepEqual(inputsAsFound(inputs, seen, live), { kind: "Secret", stringData: { password: "new" } });
    });
});
