// Managed identities: the directory knows a resource's own identity once the resource exists.
import { randomUUID } from "node:crypto";
import { badRequest } from "../armError";
import type { Json } from "../wire/wire";
import { find } from "../world";
import type { Put } from "./rule";

export function giveIdentity({ world, resource, existing }: Put): void {
    const identity = resource.identity as Json | undefined;
    if (!identity) {
        return;
    }
    const before = existing?.identity as Json | undefined;
    const own = String(identity.type).includes("SystemAssigned")
        ? String(before?.principalId ?? randomUUID())
        : undefined;
    if (own !== undefined && !world.principals.some((principal) => principal.id === own)) {
        world.principals.push({ id: own, type: "ServicePrincipal" });
    }
    const assigned = Object.keys((identity.userAssignedIdentities ?? {}) as Json);
    resource.identity = {
        ...identity,
        ...(own && { principalId: own, tenantId: world.tenantId }),
        ...(assigned.length > 0 && {
            userAssignedIdentities: Object.fromEntries(
                assigned.map((id) => [id, idsOf(find(world, id)?.properties, id)]),
            ),
        }),
    };
}

function idsOf(properties: Json | undefined, id: string): Json {
    if (!properties) {
        throw badRequest("FailedIdentityOperation", `The user-assigned identity '${id}' was not found.`);
    }
    return { principalId: properties.principalId, clientId: properties.clientId };
}
