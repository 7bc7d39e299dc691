import assert from "node:assert/strict";
import fc from "fast-check";
import { propertyChanges } from "../../../model/plan/properties";
import type { Json } from "../../../model/plan/resource";

const { tree: json } = fc.letrec<{ tree: Json }>((tie) => ({
    tree: fc.oneof(
        { depthSize: "small" },
        fc.constant(null),
        fc.boolean(),
        fc.integer(),
        fc.string(),
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(fc.string({ maxLength: 5 }), tie("tree"), { maxKeys: 3, noNullPrototype: true }),
    ),
}));

describe("propertyChanges", () => {
    it("names properties as Pulumi does", () => {
        const before = { spec: { ports: [{ port: 80 }] }, labels: { "app/name": "a" }, gone: true };
        const after = { spec: { ports: [{ port: 81 }, { port: 82 }] }, labels: { "app/name": "b" }, fresh: null };
        assert.deepEqual(propertyChanges(before, after), [
            { path: "fresh", after: null },
            { path: "gone", before: true },
            { path: 'labels["app/name"]', before: "a", after: "b" },
            { path: "spec.ports[0].port", before: 80, after: 81 },
            { path: "spec.ports[1]", after: { port: 82 } },
        ]);
    });

    it("finds nothing between equal values, and something between others", () => {
        fc.assert(
            fc.property(json, json, (one, other) => {
                assert.deepEqual(propertyChanges(one, structuredClone(one)), []);
                assert.equal(propertyChanges(one, other).length === 0, sorted(one) === sorted(other));
            }),
        );
    });

    it("takes a key that every object inherits for an ordinary one", () => {
        assert.deepEqual(propertyChanges({}, { constructor: "a" }), [{ path: "constructor", after: "a" }]);
    });

    it("finds the same from either side", () => {
        fc.assert(
            fc.property(json, json, (one, other) => {
                const turned = propertyChanges(other, one).map(({ path, before, after }) => [path, after, before]);
                const found = propertyChanges(one, other).map(({ path, before, after }) => [path, before, after]);
                assert.deepEqual(found, turned);
            }),
        );
    });
});

/** As text that does not depend on the order of keys. */
function sorted(value: Json): string {
    return JSON.stringify(value, (_, inner) =>
        typeof inner === "object" && inner !== null && !Array.isArray(inner)
            ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
            : inner,
    );
}
