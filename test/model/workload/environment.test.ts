import assert from "node:assert/strict";
import fc from "fast-check";
import { environmentOrder, isServiceVariable, references, type Variable } from "../../../model/workload/environment";

const variables = (texts: Readonly<Record<string, string | undefined>>): Variable[] =>
    Object.entries(texts).map(([name, text]) => ({ name, text }));

describe("the order of a container's variables", () => {
    it("has a secret before the value that refers to it", () => {
        const { names, circles, undefinedNames } = environmentOrder(
            variables({ URL: "postgres://app:$(PASSWORD)@db", MODE: "fast", PASSWORD: undefined }),
        );
        assert.deepEqual(names, ["PASSWORD", "URL", "MODE"]);
        assert.deepEqual([circles, undefinedNames], [[], []]);
    });

    it("follows references over several steps", () => {
        const { names } = environmentOrder(variables({ A: "$(B)/$(D)", B: "$(C)", C: "1", D: "2" }));
        assert.deepEqual(names, ["C", "B", "D", "A"]);
    });

    it("names a circle", () => {
        assert.deepEqual(environmentOrder(variables({ A: "$(B)", B: "$(C)", C: "$(B)" })).circles, ["B -> C -> B"]);
        assert.deepEqual(environmentOrder(variables({ A: "$(A)" })).circles, ["A -> A"]);
    });

    it("names what nothing defines, unless it may be imported", () => {
        const given = variables({ A: "$(GONE)", B: "$(APP_X)", PATH: "$(PATH):/opt" });
        const { circles, undefinedNames } = environmentOrder(given, (name) => /^APP_|^PATH$/.test(name));
        assert.deepEqual(undefinedNames, [{ variable: "A", name: "GONE" }]);
        assert.deepEqual(circles, []);
    });

    it("knows the variables of Services, which need no definition", () => {
        const known = ["KUBERNETES_SERVICE_HOST", "API_SERVICE_PORT_HTTP", "API_PORT_80_TCP_ADDR", "API_PORT"];
        assert.deepEqual(known.filter(isServiceVariable), known);
        assert.deepEqual(["PASSWORD", "SERVICE_HOST", "api_SERVICE_HOST"].filter(isServiceVariable), []);
    });

    const name = fc.constantFrom("A", "B", "C", "D", "E");
    const text = fc
        .array(
            fc.oneof(
                name.map((each) => `$(${each})`),
                fc.constantFrom("x", "$$(A)", "$", "("),
            ),
        )
        .map((t) => t.join(""));
    const given = fc.uniqueArray(fc.record({ name, text: fc.option(text, { nil: undefined }) }), {
        selector: (variable) => variable.name,
    });

    it("is a permutation, and without references nothing moves", () => {
        fc.assert(
            fc.property(given, (each) => {
                assert.deepEqual([...environmentOrder(each).names].sort(), each.map((one) => one.name).sort());
                const plain = each.map((one) => ({ name: one.name, text: "$$(A)" }));
                assert.deepEqual(
                    environmentOrder(plain).names,
                    plain.map((one) => one.name),
                );
            }),
        );
    });

    it("expands everything that can be expanded, where there is no circle", () => {
        fc.assert(
            fc.property(given, (each) => {
                const { names, circles } = environmentOrder(each);
                fc.pre(circles.length === 0);
                for (const [index, variable] of names.entries()) {
                    const { text: value = "" } = each.find((one) => one.name === variable) ?? {};
                    const defined = references(value).filter((wanted) => each.some((one) => one.name === wanted));
                    assert.deepEqual(
                        defined.filter((wanted) => names.indexOf(wanted) > index),
                        [],
                    );
                }
            }),
        );
    });

    it("does not move when it is ordered again", () => {
        fc.assert(
            fc.property(given, (each) => {
                const { names, circles } = environmentOrder(each);
                fc.pre(circles.length === 0);
                const ordered = names.flatMap((wanted) => each.filter((one) => one.name === wanted));
                assert.deepEqual(environmentOrder(ordered).names, names);
            }),
        );
    });
});

describe("a reference in a value", () => {
    it("is read as Kubernetes does", () => {
        const cases: Readonly<Record<string, string[]>> = {
            "$(A)-$(B)-$(A)": ["A", "B"],
            "$$(A)": [],
            "$$$(A)": ["A"],
            "$$$$(A)": [],
            "$A ${B} $ (C)": [],
            "$(A": [],
            "$($(A)": ["$(A"],
            "": [],
        };
        const read = Object.fromEntries(Object.keys(cases).map((text) => [text, references(text)]));
        assert.deepEqual(read, cases);
    });
});
