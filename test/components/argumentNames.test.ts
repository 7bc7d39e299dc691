// The lists of argument names, against what Pulumi infers from the types.
import assert from "node:assert/strict";
import schema from "../../componentPackage/schema.json";
import { ALERTS_ARGUMENTS } from "../../components/alerts/pullAlertsArgs";
import { PREPULL_ARGUMENTS } from "../../components/prepull/prepullArgs";
import { PULL_ACCESS_ARGUMENTS } from "../../components/registry/access/pullAccess";
import { AKS_REGISTRY_ARGUMENTS } from "../../components/registry/aksRegistryArgs";
import { CONTAINER_REGISTRY_ARGUMENTS } from "../../components/registry/containerRegistryArgs";
import { PRIVATE_LINK_ARGUMENTS } from "../../components/registry/endpoints/privateLinkArgs";
import { ROLLOUT_ARGUMENTS } from "../../components/rollout/rolloutArgs";
import type { Argument, ArgumentSpec } from "../../components/shared/argumentSpec";
import { WARMUP_ARGUMENTS } from "../../components/warmup/warmupArgs";
import { APPLICATION_ARGUMENTS } from "../../components/workload/applicationArgs";
import { MIGRATION_ARGUMENTS } from "../../components/workload/migrationArgs";

const LISTS: Readonly<Record<string, ArgumentSpec>> = {
    Application: APPLICATION_ARGUMENTS,
    ImagePrepull: PREPULL_ARGUMENTS,
    ImageRollout: ROLLOUT_ARGUMENTS,
    MigrationJob: MIGRATION_ARGUMENTS,
    NodeWarmup: WARMUP_ARGUMENTS,
    AksRegistry: AKS_REGISTRY_ARGUMENTS,
    ContainerRegistry: CONTAINER_REGISTRY_ARGUMENTS,
    PullAlerts: ALERTS_ARGUMENTS,
    RegistryPrivateLink: PRIVATE_LINK_ARGUMENTS,
    RegistryPullAccess: PULL_ACCESS_ARGUMENTS,
};

interface Property {
    readonly type?: string;
    readonly $ref?: string;
    readonly plain?: boolean;
    readonly items?: Property;
    readonly additionalProperties?: Property;
}

interface ObjectType {
    readonly type: string;
    readonly properties?: Readonly<Record<string, Property>>;
    readonly required?: readonly string[];
}

const types: Readonly<Record<string, ObjectType>> = schema.types;

function inferred(properties: Readonly<Record<string, Property>>, required: readonly string[] = []): ArgumentSpec {
    return Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [
            name,
            { ...holding(property), plain: property.plain ?? false, required: required.includes(name) },
        ]),
    );
}

/** What an object, a list or a map of objects holds; nothing for all else. */
function holding({ $ref, items, additionalProperties }: Property): Argument {
    const of = types[($ref ?? items?.$ref ?? additionalProperties?.$ref ?? "").replace("#/types/", "")];
    return of?.properties === undefined
        ? {}
        : { holds: items ? "list" : additionalProperties ? "map" : "object", of: inferred(of.properties, of.required) };
}

/** With what is false written out, as in what is inferred. */
function complete(spec: ArgumentSpec): ArgumentSpec {
    return Object.fromEntries(
        Object.entries(spec).map(([name, { required = false, plain = false, holds, of }]) => [
            name,
            { ...(of && { holds, of: complete(of) }), plain, required },
        ]),
    );
}

describe("the names of arguments", () => {
    for (const [token, { inputProperties, requiredInputs }] of Object.entries(schema.resources)) {
        const component = token.split(":").at(-1) ?? "";
        it(`are those of ${component}, to every depth, with what is required and what must be plain`, () => {
            assert.deepEqual(complete(LISTS[component] ?? {}), inferred(inputProperties, requiredInputs));
        });
    }
});
