import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { hasUnknown, type Properties, Secret, UNKNOWN, type Value } from "../../../../platform/providers/shared/values";
import { fromWire, toWire, withSecretsOf } from "../../../../platform/providers/shared/wire";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

// Assigning to this key changes a prototype instead of adding a property.
const key = fc.string().filter((text) => text !== "__proto__");
const leaf = fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.string(), fc.constant<Value>(UNKNOWN));
const { value } = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(leaf, fc.array(tie("value")), fc.dictionary(key, tie("value"), { noNullPrototype: true })),
}));
const properties = fc.dictionary(key, value, { noNullPrototype: true }) as fc.Arbitrary<Properties>;

describe("property values on the wire", () => {
    it("come back as they went, unknowns included", () => {
        fc.assert(fc.property(properties, (sent) => assert.deepEqual(fromWire(toWire(sent)), sent)));
    });

    it("carry the engine's mark around a secret, at any depth", () => {
        const sent = toWire({ list: [new Secret({ password: "x" })] }).toJavaScript();
        assert.deepEqual(sent, { list: [{ [SIGNATURE]: SECRET, value: { password: "x" } }] });
    });

    it("arrive without the mark of a secret", () => {
        const struct = Struct.fromJavaScript({ token: { [SIGNATURE]: SECRET, value: { deep: ["x"] } } });
        assert.deepEqual(fromWire(struct), { token: { deep: ["x"] } });
    });

    it("arrive as unknown when the engine sends an output that has no value yet", () => {
        const output = { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", secret: true };
        assert.deepEqual(fromWire(Struct.fromJavaScript({ id: output })), { id: UNKNOWN });
    });

    it("get the marks back that the message had at the same paths, and no others", () => {
        const output = { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", secret: true, value: "y" };
        const open = { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: "z" };
        const secret = { [SIGNATURE]: SECRET, value: "x" };
        const message = Struct.fromJavaScript({ data: { token: secret }, list: ["a", secret], output, open });
        const answer = { data: { token: "x", more: "m" }, list: ["a", "x"], output: "y", open: "z", uid: "1" };
        assert.deepEqual(withSecretsOf(message, answer), {
            data: { token: new Secret("x"), more: "m" },
            list: ["a", new Secret("x")],
            output: new Secret("y"),
            open: "z",
            uid: "1",
        });
    });

    it("leave out fields that are undefined", () => {
        assert.deepEqual(toWire({ a: 1, b: undefined } as unknown as Properties).toJavaScript(), { a: 1 });
    });
});

describe("hasUnknown", () => {
    it("looks into lists, objects and secrets", () => {
        assert.equal(hasUnknown({ a: [{ b: UNKNOWN }] }), true);
        assert.equal(hasUnknown({ a: new Secret([UNKNOWN]) }), true);
        assert.equal(hasUnknown({ a: [{ b: "known" }, null] }), false);
    });
});
