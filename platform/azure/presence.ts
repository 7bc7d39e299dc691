// What must be there, and at rest, before Resource Manager hands a request to the service.
import { ArmError, conflict } from "./armError";
import { parseResourceId } from "./resourceId";
import { type ArmResource, find, type World } from "./world";

/** The resource of an id; throws 404 as Resource Manager does. */
export function existing(world: World, id: string): ArmResource {
    const resource = find(world, id);
    if (resource) {
        return resource;
    }
    const { type, name, resourceGroup } = parseResourceId(id);
    if (type === "Microsoft.Resources/resourceGroups") {
        throw new ArmError(404, "ResourceGroupNotFound", `Resource group '${name}' could not be found.`);
    }
    throw new ArmError(
        404,
        "ResourceNotFound",
        `The Resource '${type}/${name}' under resource group '${resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
    );
}

export function checkSurroundings(world: World, id: string): void {
    const { subscription, resourceGroup, scope, parent, type } = parseResourceId(id);
    if (![world.subscriptionId, ...(world.otherSubscriptions ?? [])].includes(subscription)) {
        throw new ArmError(404, "SubscriptionNotFound", `The subscription '${subscription}' could not be found.`);
    }
    if (type === "Microsoft.Resources/resourceGroups") {
        return;
    }
    if (resourceGroup) {
        existing(world, `/subscriptions/${subscription}/resourceGroups/${resourceGroup}`);
    }
    if (scope.split("/providers/").length > 1) {
        existing(world, scope);
    }
    if (parent && !find(world, parent)) {
        const name = parent.split("/").at(-1);
        throw new ArmError(
            404,
            "ParentResourceNotFound",
            `Can not perform requested operation on nested resource. Parent resource '${name}' not found.`,
        );
    }
}

export function checkIdle(resource: ArmResource | undefined): void {
    if (["Creating", "Updating"].includes(String(resource?.properties.provisioningState))) {
        throw conflict(
            "AnotherOperationInProgress",
            `Another operation on '${resource?.id}' is in progress. Retry when it is over.`,
        );
    }
}
