import * as assert from "node:assert/strict";
import { chart } from "../../../../../platform/providers/kubernetes/chart/chart";
import { inOrder, referenceOf } from "../../../../../platform/providers/kubernetes/chart/order";
import type { ConstructCall } from "../../../../../platform/providers/shared/calls";
import { type Properties, UNKNOWN } from "../../../../../platform/providers/shared/values";

const TYPE = "kubernetes:helm.sh/v4:Chart";

function object(name: string, ...dependsOn: readonly string[]): Properties {
    const annotations = { "config.kubernetes.io/depends-on": dependsOn.join(", ") };
    return { apiVersion: "batch/v1", kind: "Job", metadata: { name, namespace: "shop", annotations } };
}

const reference = (name: string) => `batch/namespaces/shop/Job/${name}`;
const names = (objects: readonly Properties[]) =>
    inOrder(objects).map(({ object }) => (object.metadata as Properties).name);

describe("the objects of a chart", () => {
    it("come after what they depend on, and else as the chart has them", () => {
        const last = object("last", reference("first"), reference("second"));
        const second = object("second", reference("first"));
        assert.deepEqual(names([last, second, object("other"), object("first")]), ["other", "first", "second", "last"]);
    });

    it("are refused when they depend on each other, or on what is not there", () => {
        assert.throws(
            () => inOrder([object("a", reference("b")), object("b", reference("a"))]),
            /depend on each other/,
        );
        assert.throws(
            () => inOrder([object("a", reference("b"))]),
            /Job\/a depends on .*Job\/b, which the chart does not/,
        );
    });

    it("are referred to by group, namespace, kind and name", () => {
        assert.equal(referenceOf(object("a")), "batch/namespaces/shop/Job/a");
        const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } };
        assert.equal(referenceOf(namespace), "/Namespace/shop");
    });
});

describe("the chart of the kubernetes stand-in", () => {
    const lines: string[] = [];
    const call = (inputs: Properties, type = TYPE): ConstructCall => ({
        type,
        name: "shop",
        inputs,
        signal: new AbortController().signal,
        register: async () => assert.fail("nothing may be registered"),
        log: (_, text) => void lines.push(text),
    });

    it("creates nothing of values that are not known yet, and says so", async () => {
        assert.deepEqual(await chart(call({ chart: "./chart", values: { image: UNKNOWN } }), "default"), {});
        assert.match(lines.join(), /unknown values/);
    });

    it("refuses another component, and arguments that it would leave out", async () => {
        await assert.rejects(chart(call({}, "kubernetes:yaml/v2:ConfigGroup"), "default"), /has no kubernetes:yaml/);
        await assert.rejects(chart(call({ chart: "./chart", skipCrds: true }), "default"), /with skipCrds/);
    });
});
