import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { differences } from "../../../../platform/providers/shared/differences";
import { type Properties, Secret, UNKNOWN } from "../../../../platform/providers/shared/values";

const json = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }) as fc.Arbitrary<Properties>;

describe("differences between two sets of inputs", () => {
    it("are none between equal ones", () => {
        fc.assert(fc.property(json, (one) => assert.deepEqual(differences(one, structuredClone(one)), {})));
    });

    it("are found whenever the JSON differs", () => {
        fc.assert(
            fc.property(json, json, (one, other) => {
                fc.pre(JSON.stringify(sorted(one)) !== JSON.stringify(sorted(other)));
                assert.notDeepEqual(differences(one, other), {});
            }),
        );
    });

    it("name each change by its path", () => {
        const olds = { spec: { ports: [{ port: 80 }, { port: 81 }], gone: true }, labels: { "app.io/name": "a" } };
        const news = { spec: { ports: [{ port: 8080 }], added: 1 }, labels: { "app.io/name": "b" } };
        assert.deepEqual(differences(olds, news), {
            "spec.ports[0].port": { kind: "update" },
            "spec.ports[1]": { kind: "delete" },
            "spec.gone": { kind: "delete" },
            "spec.added": { kind: "add" },
            'labels["app.io/name"]': { kind: "update" },
        });
    });

    it("mark those that need a replacement", () => {
        const changes = differences({ a: 1, b: 1 }, { a: 2, b: 2 }, (path) => path === "a");
        assert.deepEqual(changes, { a: { kind: "update", replace: true }, b: { kind: "update" } });
    });

    it("include every unknown value, even in place of another unknown", () => {
        assert.deepEqual(differences({ a: UNKNOWN }, { a: UNKNOWN }), { a: { kind: "update" } });
    });

    it("do not include a value that only became a secret", () => {
        assert.deepEqual(differences({ a: "x" }, { a: new Secret("x") }), {});
    });

    it("are one change where a list becomes an object", () => {
        assert.deepEqual(differences({ a: [1] }, { a: { 0: 1 } }), { a: { kind: "update" } });
    });
});

function sorted(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(sorted);
    }
    if (typeof value !== "object" || value === null) {
        return Object.is(value, -0) ? 0 : value;
    }
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.map(([key, one]) => [key, sorted(one)]);
}
