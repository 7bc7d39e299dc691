// The check of azure-native: default names, locations and API versions, and what is missing or of the wrong type.

import type { CheckCall, CheckFailure, CheckResult } from "../../providers/shared/provider";
import { hasUnknown, type Properties, UNKNOWN, type Value } from "../../providers/shared/values";
import { ArmError } from "../armError";
import { type Kind, kindOfToken } from "../kinds";
import { pathParameters } from "../resourceId";
import { modelOf, toWire } from "../wire/wire";
import { find, type World } from "../world";
import { chosenName } from "./names";
import { bodyInputs } from "./shapes";

/** Marks the inputs of a resource with a random name, as azure-native does. */
export const CREATE_BEFORE_DELETE = "__createBeforeDelete";

export function check(
    call: CheckCall,
    world: World,
    subscription: string,
    defaultLocation: string | undefined,
): CheckResult {
    const kind = kindOfToken(call.type);
    const inputs = { ...call.news };
    fillInName(kind, call, inputs);
    if (inputs.location === undefined && modelOf(kind.model).type.modelProperties?.location) {
        const group = groupLocation(world, subscription, inputs.resourceGroupName);
        const location = call.olds?.location ?? defaultLocation ?? group;
        inputs.location = location ?? null;
    }
    inputs.azureApiVersion ??= kind.apiVersion;
    return { inputs, failures: [...missing(kind, inputs), ...refused(kind, inputs)] };
}

function fillInName(kind: Kind, { olds, name, randomSeed }: CheckCall, inputs: Properties): void {
    const chosen = chosenName(kind, name, randomSeed);
    if (!chosen || (inputs[chosen.parameter] ?? null) !== null) {
        return;
    }
    const old = olds?.[chosen.parameter];
    inputs[chosen.parameter] = old ?? chosen.value;
    if (old === undefined ? chosen.random : olds?.[CREATE_BEFORE_DELETE] === true) {
        inputs[CREATE_BEFORE_DELETE] = true;
    }
}

function groupLocation(world: World, subscription: string, group: Value | undefined): Value | undefined {
    if (typeof group !== "string") {
        return group === UNKNOWN ? UNKNOWN : undefined;
    }
    return find(world, `/subscriptions/${subscription}/resourceGroups/${group}`)?.location;
}

function missing(kind: Kind, inputs: Properties): CheckFailure[] {
    const members = Object.entries(modelOf(kind.model).type.modelProperties ?? {});
    const required = members.filter(([, mapper]) => mapper.required).map(([name]) => name);
    return [...pathParameters(kind.path), ...required]
        .filter((name) => (inputs[name] ?? null) === null)
        .map((property) => ({ property, reason: `missing required property '${property}'` }));
}

// Earlier than the service could say it: a preview shows a wrong property, too.
function refused(kind: Kind, inputs: Properties): CheckFailure[] {
    if (hasUnknown(inputs) || missing(kind, inputs).length > 0) {
        return [];
    }
    try {
        toWire(kind.model, bodyInputs(kind, inputs));
        return [];
    } catch (error) {
        if (error instanceof ArmError) {
            return [{ property: "", reason: error.message }];
        }
        throw error;
    }
}
