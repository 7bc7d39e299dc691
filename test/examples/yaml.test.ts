import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import schema from "../../componentPackage/schema.json";
import { inputFaults } from "./pulumiSchema";

interface Program {
    readonly config: Readonly<Record<string, unknown>>;
    readonly resources: Readonly<Record<string, { type: string; properties: Record<string, unknown> }>>;
    readonly outputs: Readonly<Record<string, string>>;
}

const REFERENCE = /\$\{(\w+)(?:\.(\w+))?\}/g;

describe("the YAML example", () => {
    const text = readFileSync(join(__dirname, "../../examples/yaml/Pulumi.yaml"), "utf8");
    const { config, resources, outputs } = parse(text) as Program;
    const [shop] = Object.values(resources);

    it("gives its components what their schema asks for", () => {
        const faults = Object.values(resources).flatMap(({ type, properties }) => inputFaults(type, properties));
        assert.deepEqual(faults, []);
        assert.ok(shop);
    });

    it("refers to configuration and outputs that exist", () => {
        const known: Readonly<Record<string, { properties?: object }>> = schema.resources;
        const dangling = [...text.matchAll(REFERENCE)].filter(([, name = "", output]) => {
            const made = resources[name];
            return made === undefined ? !(name in config) : !(output && output in (known[made.type]?.properties ?? {}));
        });
        assert.deepEqual(dangling, []);
        assert.ok(Object.keys(outputs).length > 0);
    });

    it("would be told of an unknown property, a missing one, a wrong type and a wrong word", () => {
        assert.ok(shop);
        const { namespace, ...rest } = shop.properties;
        for (const [change, fault] of [
            [{ ...shop.properties, replicas: 3 }, /replicas/],
            [rest, /namespace/],
            [{ ...shop.properties, nodes: "many" }, /nodes/],
            [{ ...shop.properties, network: "fast" }, /network/],
            [{ ...shop.properties, application: { image: "shop", prot: 8080 } }, /application.*prot/],
        ] as const) {
            assert.match(inputFaults(shop.type, change).join("\n"), fault);
        }
        assert.match(inputFaults("aks-image-delivery:index:Rollout", {}).join(), /is not a component/);
    });
});
