// Resources as a program registers them, in the form of a plan.
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { PlanResource, Waits } from "../../../model/plan/resource";
import { plannedValues, wireObject } from "./propertyValues";

export const STACK = "pulumi:pulumi:Stack";

/** As the engine creates them: with the types of all parents but the stack. */
export function urnOf(stack: string, project: string, request: RegisterResourceRequest): string {
    const parent = request.getParent().split("::")[2] ?? STACK;
    const types = parent === STACK ? request.getType() : `${parent}$${request.getType()}`;
    return `urn:pulumi:${stack}::${project}::${types}::${request.getName()}`;
}

export function plannedResource(urn: string, request: RegisterResourceRequest): PlanResource {
    return {
        urn,
        type: request.getType(),
        name: request.getName(),
        component: !request.getCustom(),
        inputs: plannedValues(wireObject(request.getObject())),
        outputs: {},
        customTimeouts: waitsOf(request),
        protect: request.getProtect() ?? false,
        retainOnDelete: request.getRetainondelete() ?? false,
        deleteBeforeReplace: request.getDeletebeforereplace(),
        ignoreChanges: request.getIgnorechangesList(),
        replaceOnChanges: request.getReplaceonchangesList(),
    };
}

function waitsOf(request: RegisterResourceRequest): Waits {
    const timeouts = request.getCustomtimeouts();
    const [create, update, del] = [timeouts?.getCreate(), timeouts?.getUpdate(), timeouts?.getDelete()];
    return { ...(create && { create }), ...(update && { update }), ...(del && { delete: del }) };
}
