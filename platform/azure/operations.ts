// Operations that go on in the simulated Azure after their request was accepted, whether or not the client lives on.
import { ArmError } from "./armError";
import type { Operation, Snapshot } from "./operation";
import { ruleOf } from "./rules/byType";
import { type ArmResource, discard, find, type World } from "./world";

/** Completes what is due, in the order of its ends. Call it before anything reads the world. */
export function settle(world: World, now: Date): void {
    const due = (world.operations ?? [])
        .filter((operation) => !operation.failure && operation.endsAt <= now.getTime())
        .sort((a, b) => a.endsAt - b.endsAt);
    for (const operation of due) {
        finish(world, operation);
    }
    world.operations = (world.operations ?? []).filter((operation) => operation.failure || !due.includes(operation));
}

function finish(world: World, operation: Operation): void {
    const resource = find(world, operation.resource);
    if (!resource) {
        return;
    }
    if (operation.ends) {
        resource.properties.provisioningState = "Failed";
        operation.failure = { status: 200, ...operation.ends };
        return;
    }
    try {
        complete(world, resource, operation.snapshot);
    } catch (error) {
        rollBack(world, resource, operation, error);
    }
}

export function complete(world: World, resource: ArmResource, snapshot: Snapshot): void {
    ruleOf(resource.type).complete?.(world, resource, snapshot);
    resource.properties.provisioningState = "Succeeded";
}

function rollBack(world: World, resource: ArmResource, operation: Operation, error: unknown): void {
    if (!(error instanceof ArmError)) {
        throw error;
    }
    if (operation.creates) {
        discard(world, resource.id);
    } else {
        resource.properties.provisioningState = "Failed";
    }
    operation.failure = { status: error.status, code: error.code, message: error.detail };
}
