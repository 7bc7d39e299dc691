import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { COMPONENT_NAMES } from "../../componentPackage/provider";
import { inferSchema } from "./inferSchema";

const FILE = join(__dirname, "../../componentPackage/schema.json");
const UPDATE = 'UPDATE_SCHEMA=1 npm run test:package -- --grep "the schema of"';

describe("the schema of the component package", () => {
    let inferred: ReturnType<typeof inferSchema>;

    before(() => {
        inferred = inferSchema();
    });

    it("is the one that follows from the components", () => {
        if (process.env.UPDATE_SCHEMA) {
            writeFileSync(FILE, `${JSON.stringify(inferred, null, 2)}\n`);
        }
        assert.deepEqual(
            inferred,
            JSON.parse(readFileSync(FILE, "utf8")),
            `the arguments or outputs of a component have changed, for every language: if that is meant, run \`${UPDATE}\``,
        );
    });

    it("has every component that the package exports, and says what each is for", () => {
        const components = Object.entries(inferred.resources);
        assert.deepEqual(
            components.map(([token]) => token).sort(),
            COMPONENT_NAMES.map((name) => `aks-image-delivery:index:${name}`).sort(),
        );
        assert.deepEqual(
            components.filter(([, { isComponent, description }]) => !isComponent || !description),
            [],
        );
    });

    it("gives an output the type of the argument of its name: Pulumi's mocks hand arguments back as outputs", () => {
        const differing = Object.entries(inferred.resources).flatMap(
            ([token, { properties = {}, inputProperties = {} }]) =>
                Object.keys(properties)
                    .filter((name) => name in inputProperties)
                    .filter((name) => typeText(properties, name) !== typeText(inputProperties, name))
                    .map((name) => `${token}.${name}`),
        );
        assert.deepEqual(differing, []);
    });

    it("knows every type but those that Kubernetes' own package has", () => {
        const described: readonly Described[] = [
            ...Object.values(inferred.resources),
            ...Object.values(inferred.types),
        ];
        const untyped = described.flatMap(({ inputProperties, properties }) =>
            Object.entries({ ...properties, ...inputProperties }).filter(([, type]) =>
                JSON.stringify(type).includes("/Any"),
            ),
        );
        assert.deepEqual([...new Set(untyped.map(([name]) => name))].sort(), ["podTemplate", "spec"]);
    });
});

/** An argument may be left out where the output is always there. */
function typeText(properties: object, name: string): string {
    const { type, $ref, items, additionalProperties } =
        (properties as Record<string, Record<string, unknown>>)[name] ?? {};
    return JSON.stringify({ type, $ref, items, additionalProperties });
}

interface Described {
    readonly properties?: object;
    readonly inputProperties?: object;
}
