// The Azure half of a stack as an ARM template: the bodies that azure-native would send, in the form that checkers read.
import { COMPUTED } from "../../../model/plan/resource";
import { kindOfToken } from "../../../platform/azure/kinds";
import { bodyInputs } from "../../../platform/azure/provider/shapes";
import { toWire } from "../../../platform/azure/wire/wire";
import { desiredResources } from "../../resources/inlineProgram";
import { STACKS } from "../../resources/stacks";

const SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

type Inputs = Parameters<typeof bodyInputs>[1];

export async function armTemplate(stack: string): Promise<string> {
    const program = STACKS[stack];
    if (program === undefined) {
        throw new Error(`there is no stack ${stack}`);
    }
    const { resources } = await desiredResources(await program(() => Promise.reject(new Error("reads another stack"))));
    const bodies = resources
        .filter(({ type, component }) => type.startsWith("azure-native:") && !component)
        .map(({ type, name, inputs }) => {
            const kind = kindOfToken(type);
            const body = toWire(kind.model, bodyInputs(kind, known(inputs)));
            return { type: kind.type, apiVersion: kind.apiVersion, name, ...(body as object) };
        });
    return JSON.stringify({ $schema: SCHEMA, contentVersion: "1.0.0.0", resources: bodies }, null, 4);
}

/** A whole list that follows from something deployed, such as the rules for a cluster's name, is empty here. */
function known(inputs: Readonly<Record<string, unknown>>): Inputs {
    const entries = Object.entries(inputs).map(([name, value]) => [
        name,
        name === "rules" && value === COMPUTED ? [] : value,
    ]);
    return Object.fromEntries(entries) as Inputs;
}
