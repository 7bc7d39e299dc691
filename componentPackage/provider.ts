/** The components as a Pulumi package of their own: what programs in other languages call. */
import * as pulumi from "@pulumi/pulumi";
import type { ConstructResult, Provider } from "@pulumi/pulumi/provider";
import { Application, ImagePrepull, ImageRollout, MigrationJob, NodeWarmup } from "../components";
import { RefusedArguments } from "../components/shared/checks";
import schema from "./schema.json";

type Component = new (name: string, args: never, opts: pulumi.ComponentResourceOptions) => pulumi.ComponentResource;

/** Azure's are loaded when one is asked for: their SDK is installed only where they are used. */
const COMPONENTS: Readonly<Record<string, () => Promise<Component>>> = {
    Application: async () => Application,
    ImagePrepull: async () => ImagePrepull,
    ImageRollout: async () => ImageRollout,
    MigrationJob: async () => MigrationJob,
    NodeWarmup: async () => NodeWarmup,
    AksRegistry: async () => (await import("../components/azure")).AksRegistry,
    ContainerRegistry: async () => (await import("../components/azure")).ContainerRegistry,
    PullAlerts: async () => (await import("../components/azure")).PullAlerts,
    RegistryPrivateLink: async () => (await import("../components/azure")).RegistryPrivateLink,
    RegistryPullAccess: async () => (await import("../components/azure")).RegistryPullAccess,
};

export const COMPONENT_NAMES = Object.keys(COMPONENTS);

interface ResourceSchema {
    readonly properties?: Readonly<Record<string, unknown>>;
}

/** Serves the schema next to this file: inferring it at every start takes 10 seconds, 900 MB and the sources. */
export function componentPackage(version: string): Provider {
    return {
        version,
        schema: JSON.stringify({ ...schema, version }),
        construct: async (name, type, inputs, options) => construct(name, type, inputs, options),
    };
}

async function construct(
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
): Promise<ConstructResult> {
    const known = COMPONENTS[type.slice(type.lastIndexOf(":") + 1)];
    const resources: Readonly<Record<string, ResourceSchema>> = schema.resources;
    const described = resources[type];
    if (known === undefined || described === undefined) {
        throw new Error(`${schema.name} has no component ${type}; there are ${Object.keys(resources).join(", ")}`);
    }
    const Known = await known();
    const component = constructed(() => new Known(name, withoutNulls(inputs) as never, options));
    const outputs = Object.keys(described.properties ?? {});
    return {
        urn: component.urn,
        state: Object.fromEntries(outputs.map((output) => [output, component[output as keyof typeof component]])),
    };
}

/** Refused arguments in Pulumi's own form: the engine shows each property with the value that the program gave. */
function constructed<T>(make: () => T): T {
    try {
        return make();
    } catch (error) {
        if (error instanceof RefusedArguments) {
            const errors = error.faults.map(({ property, reason }) => ({ propertyPath: property, reason }));
            throw new pulumi.InputPropertiesError({ message: `${error.component} was refused:`, errors });
        }
        throw error;
    }
}

/** Other languages have one word for what is not given, which arrives as null: `None` in a dictionary of Python. */
function withoutNulls(value: unknown): unknown {
    if (pulumi.Output.isInstance(value)) {
        return value.apply(withoutNulls);
    }
    if (Array.isArray(value)) {
        return value.map(withoutNulls);
    }
    return isRecord(value)
        ? Object.fromEntries(
              Object.entries(value).flatMap(([key, part]) => (part === null ? [] : [[key, withoutNulls(part)]])),
          )
        : value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
