import assert from "node:assert/strict";
import { variables } from "../../../model/adopt/variables";
import type { Fields } from "../../../model/workload/fields";

function told(env: Fields[], envFrom: Fields[] = []) {
    const { args, patch, changes = [], notes = [] } = variables({ name: "api", env, envFrom });
    const fields = (list: readonly { field: string }[]) => list.map(({ field }) => field);
    return {
        args,
        patch,
        changes: fields(changes),
        notes: fields(notes),
        reasons: [...changes, ...notes].map(({ reason }) => reason),
    };
}

const text = (name: string, value: string) => ({ name, value });
const from = (name: string, valueFrom: Fields) => ({ name, valueFrom });
const SETTINGS = { configMapRef: { name: "settings" } };

describe("the variables of a container that runs", () => {
    it("are arguments for texts and keys of Secrets, and stay as they are for the rest", () => {
        const key = { name: "db", key: "password" };
        const optional = from("C", { secretKeyRef: { ...key, optional: true } });
        const field = from("D", { fieldRef: { fieldPath: "spec.nodeName" } });
        const odd = from("E", { secretKeyRef: key, fieldRef: {} });
        const { args, patch } = told([text("A", "1"), from("B", { secretKeyRef: key }), optional, field, odd]);
        assert.deepEqual(args, { env: { A: "1" }, secretEnv: { B: key } });
        assert.deepEqual(patch, { env: [optional, field, odd] });
        assert.deepEqual(told([]), { args: {}, patch: {}, changes: [], notes: [], reasons: [] });
    });

    it("are each the last one of a name", () => {
        assert.deepEqual(told([text("A", "1"), text("B", "2"), text("A", "3")]).args, { env: { B: "2", A: "3" } });
        const field = from("A", { fieldRef: {} });
        assert.deepEqual(told([text("A", "1"), field]).args, {});
    });

    it("expand what comes before them only, which is noted", () => {
        const before = told([text("B", "x"), text("A", "$(B) $(OTHER)")]);
        assert.deepEqual([before.args, before.notes], [{ env: { B: "x", A: "$(B) $(OTHER)" } }, []]);
        const after = told([text("A", "$(B) $(B)"), from("B", { fieldRef: {} })]);
        assert.deepEqual(after.args, { env: { A: "$$(B) $$(B)" } });
        assert.deepEqual([after.notes, after.changes], [["spec.containers[api].env[A]"], []]);
        assert.match(
            after.reasons[0] ?? "",
            /^\$\(B\) is not expanded today, because B comes after it.*kept as \$\$\(B\)/,
        );
        assert.deepEqual(told([text("A", "$(A)")]).args, { env: { A: "$$(A)" } });
    });

    it("may name an imported variable, which one that comes after it would hide", () => {
        const hidden = told([text("A", "$(B)"), text("B", "x")], [SETTINGS]);
        assert.deepEqual([hidden.args?.env, hidden.notes], [{ A: "$(B)", B: "x" }, []]);
        assert.deepEqual(hidden.changes, ["spec.containers[api].env"]);
        assert.match(hidden.reasons[0] ?? "", /^\$\(B\) in A is then the variable B that comes after it/);
        const handedOn = told([text("A", "$(B)"), text("B", "$(B)")], [SETTINGS]);
        assert.deepEqual([handedOn.args?.env, handedOn.changes], [{ A: "$(B)", B: "$(B)" }, []]);
        const others = told([text("A", "$(B)"), text("B", "x"), text("C", "$(C)")], [SETTINGS]);
        assert.equal(others.changes.length, 1);
    });

    it("name an imported one only where its prefix fits", () => {
        const prefixed = (prefix: string) => told([text("A", "$(B_1)"), text("B_1", "x")], [{ ...SETTINGS, prefix }]);
        assert.deepEqual([prefixed("B_").changes.length, prefixed("B_").notes.length], [1, 0]);
        assert.deepEqual([prefixed("C_").changes.length, prefixed("C_").notes.length], [0, 1]);
    });

    it("are imported by arguments where each source is one object", () => {
        const secret = { secretRef: { name: "keys", optional: true }, prefix: "DB_" };
        assert.deepEqual(told([], [{ ...SETTINGS, prefix: "" }, secret]).args, {
            envFrom: [{ configMap: "settings" }, { secret: "keys", prefix: "DB_", optional: true }],
        });
        const never = { configMapRef: { name: "settings", optional: false } };
        assert.deepEqual(told([], [never]).args, { envFrom: [{ configMap: "settings" }] });
        for (const odd of [{ ...SETTINGS, ...secret }, { prefix: "X_" }]) {
            const { args, patch } = told([], [SETTINGS, odd]);
            assert.deepEqual([args, patch], [{}, { envFrom: [SETTINGS, odd] }]);
        }
    });
});
