import assert from "node:assert/strict";
import fc from "fast-check";
import { CONTAINER_FIELDS } from "../../../model/kubernetes/pullPolicy";
import { DEPLOYMENT_SPEC, type MergeType } from "../../../model/workload/mergeKeys";
import { strategicMerge } from "../../../model/workload/strategicMerge";
import kubernetes from "./kubernetesMerge.json";
import given from "./patches.json";

type Fields = Record<string, unknown>;

function merge(original: unknown, patch: unknown): Fields {
    return strategicMerge(original, patch, DEPLOYMENT_SPEC, "spec") as Fields;
}

describe("a strategic merge", () => {
    describe("gives what Kubernetes' own does (platform/go/merge)", () => {
        for (const [name, patch] of Object.entries<Fields>(given.patches)) {
            it(name, () => {
                const merged: unknown = JSON.parse(kubernetes.merged[name as keyof typeof kubernetes.merged]);
                const before = structuredClone(given.original);
                assert.deepEqual(inAnyOrder(merge(given.original, withoutRetainKeys(patch))), inAnyOrder(merged));
                assert.deepEqual(given.original, before, "the original was changed");
            });
        }
    });

    it("knows the merge keys of Kubernetes' own types, and no others", () => {
        assert.deepEqual(described("DeploymentSpec"), keysOnly(DEPLOYMENT_SPEC));
    });

    it("leaves what is there in its place and adds the rest in the patch's order", () => {
        const spec = { template: { spec: { containers: [{ name: "application" }] } } };
        const patch = { template: { spec: { containers: [{ name: "b" }, { name: "a" }, { name: "application" }] } } };
        assert.deepEqual(merge(spec, patch), {
            template: { spec: { containers: [{ name: "application" }, { name: "b" }, { name: "a" }] } },
        });
    });

    describe("replaces one member of a union by another", () => {
        const container = {
            name: "application",
            env: [{ name: "A", value: "1" }],
            readinessProbe: { httpGet: { path: "/", port: "http" }, periodSeconds: 5 },
            ports: [{ containerPort: 53 }],
        };
        const merged = (patch: Fields) => {
            const pod = (fields: Fields) => ({ template: { spec: { containers: [fields] } } });
            const result = merge(pod(container), pod({ name: "application", ...patch }));
            return (result as ReturnType<typeof pod>).template.spec.containers[0] as Fields;
        };

        it("a value by its source", () => {
            const valueFrom = { fieldRef: { fieldPath: "status.podIP" } };
            const { env } = merged({ env: [{ name: "A", valueFrom }] });
            assert.deepEqual(env, [{ name: "A", valueFrom }]);
        });

        it("the kind of a probe, but not its times", () => {
            const { readinessProbe } = merged({ readinessProbe: { tcpSocket: { port: 53 } } });
            assert.deepEqual(readinessProbe, { tcpSocket: { port: 53 }, periodSeconds: 5 });
        });

        it("keeps one port for each protocol", () => {
            const { ports } = merged({ ports: [{ containerPort: 53, protocol: "UDP" }] });
            assert.deepEqual(ports, [{ containerPort: 53 }, { containerPort: 53, protocol: "UDP" }]);
        });
    });

    describe("refuses, with the place in the patch,", () => {
        const refused = (patch: unknown, text: RegExp) => assert.throws(() => merge(given.original, patch), text);
        const pod = (spec: Fields) => ({ template: { spec } });

        it("an element without its key", () => {
            refused(
                pod({ containers: [{ image: "a" }] }),
                /^Error: spec.template.spec.containers\[0\]: name is missing/,
            );
        });

        it("an element that is not an object", () => {
            refused(pod({ volumes: ["data"] }), /spec.template.spec.volumes\[0\]: "data" is not an object/);
        });

        it("a directive that does not exist", () => {
            refused(
                pod({ $patch: "remove" }),
                /spec.template.spec.\$patch: "remove"; expected merge, replace or delete/,
            );
            refused(pod({ "$setElementOrder/volumes": [] }), /\$setElementOrder\/volumes: unknown directive/);
        });
    });

    describe("for any pod", () => {
        const name = fc.constantFrom("a", "b", "c");
        const entry = fc.record({ name, value: fc.constantFrom("1", "2") }, { noNullPrototype: true });
        const named = <T extends { name: string }>(element: fc.Arbitrary<T>) =>
            fc.uniqueArray(element, { selector: (each) => each.name, maxLength: 3 });
        const container = fc.record(
            { name, image: name, env: named(entry), command: fc.array(name, { maxLength: 2 }) },
            { requiredKeys: ["name"], noNullPrototype: true },
        );
        const spec = fc.record(
            { containers: named(container), hostname: name },
            { requiredKeys: [], noNullPrototype: true },
        );
        const pod = fc.record(
            { template: fc.record({ spec }, { requiredKeys: [], noNullPrototype: true }) },
            { requiredKeys: [], noNullPrototype: true },
        );

        it("a patch over it twice is the patch over it once", () => {
            fc.assert(
                fc.property(pod, pod, (original, patch) => {
                    const once = merge(original, patch);
                    assert.deepEqual(merge(once, patch), once);
                }),
            );
        });

        it("nothing over it is it, and it over nothing is it", () => {
            fc.assert(
                fc.property(pod, (original) => {
                    assert.deepEqual(merge(original, {}), original);
                    assert.deepEqual(merge({}, original), original);
                }),
            );
        });
    });
});

/** The key of an element decides where it is; Kubernetes gives lists with a key no order. */
function inAnyOrder(value: unknown, key = ""): unknown {
    if (Array.isArray(value)) {
        const parts = value.map((part) => inAnyOrder(part));
        const keyed = ["env", "ports", "volumeMounts", "volumes", "imagePullSecrets", ...CONTAINER_FIELDS].includes(
            key,
        );
        return keyed ? parts.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : parts;
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(
              Object.entries(value)
                  .sort()
                  .map(([name, part]) => [name, inAnyOrder(part, name)]),
          )
        : value;
}

/** kubectl writes it into each patch of a union; here every patch of one means it. */
function withoutRetainKeys(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value, (key, part) => (key === "$retainKeys" ? undefined : part)));
}

interface Described {
    readonly strategy?: string;
    readonly key?: string;
    readonly of?: string;
}

/** A type of the fixture in the form of the table. */
function described(type: string): unknown {
    const types: Readonly<Record<string, Readonly<Record<string, Described>>>> = kubernetes.types;
    const fields = Object.entries(types[type] ?? {}).map(([name, { strategy = "", key, of }]) => [
        name,
        {
            ...(key === undefined ? {} : { key }),
            ...(strategy.includes("retainKeys") ? { retainKeys: true } : {}),
            ...(of === undefined ? {} : { fields: described(of) }),
        },
    ]);
    return Object.fromEntries(fields.sort());
}

/** The table without what the tags do not say. */
function keysOnly({ fields = {} }: MergeType): unknown {
    const known = Object.entries(fields).flatMap(([name, { key, retainKeys, fields: inner }]) => {
        const below = inner && keysOnly({ fields: inner });
        const holds = below !== undefined && Object.keys(below as object).length > 0;
        return key || retainKeys || holds
            ? [[name, { ...(key && { key }), ...(retainKeys && { retainKeys }), ...(holds && { fields: below }) }]]
            : [];
    });
    return Object.fromEntries(known.sort());
}
