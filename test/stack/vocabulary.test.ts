// One vocabulary: the configuration has the arguments of the components, by the same names.
import assert from "node:assert/strict";
import type * as v from "valibot";
import schema from "../../componentPackage/schema.json";
import { registrySchema } from "../../stack/registrySchema";
import { rolloutSchema } from "../../stack/rolloutSchema";
import { configKeys } from "../support/configKeys";

interface Property {
    readonly type?: string;
    readonly $ref?: string;
    readonly items?: Property;
    readonly additionalProperties?: Property;
}
type Properties = Readonly<Record<string, Property>>;

const types: Readonly<Record<string, { readonly type: string; readonly properties?: Properties }>> = schema.types;

/** Every argument below the properties, by the paths of configuration keys. */
function argumentPaths(properties: Properties, prefix = ""): string[] {
    return Object.entries(properties).flatMap(([name, property]) => {
        const path = prefix === "" ? name : `${prefix}.${name}`;
        return [path, ...pathsBelow(property, path)];
    });
}

function pathsBelow({ $ref, items, additionalProperties }: Property, path: string): string[] {
    if (items !== undefined || additionalProperties !== undefined) {
        return pathsBelow(items ?? additionalProperties ?? {}, items === undefined ? `${path}.*` : `${path}[]`);
    }
    return argumentPaths(types[$ref?.replace("#/types/", "") ?? ""]?.properties ?? {}, path);
}

const keysOf = (of: v.GenericSchema) => configKeys(of).map(({ path }) => path);

describe("the configuration", () => {
    it("says a rollout with its name and the arguments of ImageRollout, to the same depth", () => {
        const { inputProperties } = schema.resources["aks-image-delivery:index:ImageRollout"];
        const own = keysOf(rolloutSchema).filter((path) => path !== "name");
        assert.deepEqual(own.sort(), argumentPaths(inputProperties).sort());
    });

    it("says a registry with the arguments of AksRegistry, and what else the stack makes of it", () => {
        const { inputProperties } = schema.resources["aks-image-delivery:index:AksRegistry"];
        const own = keysOf(registrySchema).filter((path) => path !== "protect" && !path.startsWith("alerts"));
        assert.deepEqual(own.sort(), argumentPaths(inputProperties).sort());
    });

    it("says alerts with the arguments of PullAlerts that do not follow from the registry", () => {
        const { inputProperties } = schema.resources["aks-image-delivery:index:PullAlerts"];
        const own = keysOf(registrySchema).flatMap((path) => /^alerts\.(.*)/.exec(path)?.[1] ?? []);
        assert.deepEqual(
            own.filter((name) => !argumentPaths(inputProperties).includes(name)),
            [],
        );
    });
});
