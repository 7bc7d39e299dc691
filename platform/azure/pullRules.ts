// Whether the nodes of the simulated cluster may pull from a simulated registry, and what they are told when not.

import type { Faults } from "./faults";
import { isWithin, parseResourceId } from "./resourceId";
import { endpointsOf, isApproved, recordsOf } from "./rules/endpointRecords";
import { grants } from "./rules/registryRights";
import { roleOf } from "./rules/roleAssignment";
import { KUBELET_IDENTITY } from "./seed";
import type { Json } from "./wire/wire";
import { type ArmResource, find, ofType, type World, type WorldFile } from "./world";

export interface PullQuestion {
    readonly world: WorldFile;
    readonly faults?: Faults;
    /** Object id of the identity that pulls; the seeded cluster's by default. */
    readonly principalId?: string;
    /** The clock; the machine's by default. */
    readonly now?: () => Date;
}

export interface PullRefusal {
    readonly status: 401 | 403;
    readonly message: string;
}

/** Undefined when the registry with this login server may be pulled from. */
export function pullRefusal(question: PullQuestion, loginServer: string): PullRefusal | undefined {
    const world = question.world.read();
    const registry = ofType(world, "Microsoft.ContainerRegistry/registries").find(
        (one) => one.properties.loginServer === loginServer,
    );
    if (!registry || !isReachable(world, registry)) {
        return {
            status: 403,
            message:
                "client with IP '10.0.0.4' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.",
        };
    }
    if (registry.properties.anonymousPullEnabled !== true && !hasRole(question, world, registry)) {
        return {
            status: 401,
            message: "authentication required, visit https://aka.ms/acr/authorization for more information.",
        };
    }
    return undefined;
}

// From outside, or by an endpoint whose records are in a zone that the nodes resolve with.
function isReachable(world: World, registry: ArmResource): boolean {
    const rules = registry.properties.networkRuleSet as Json | undefined;
    if (registry.properties.publicNetworkAccess !== "Disabled" && rules?.defaultAction !== "Deny") {
        return true;
    }
    return endpointsOf(world, registry)
        .filter(isApproved)
        .some((endpoint) => recordsOf(endpoint).every(({ fqdn }) => resolves(world, fqdn)));
}

function resolves(world: World, fqdn: string): boolean {
    const zones = ofType(world, "Microsoft.Network/privateDnsZones").filter(
        (zone) => zone.name === "privatelink.azurecr.io",
    );
    return zones.some((zone) => {
        const linked = ofType(world, "Microsoft.Network/privateDnsZones/virtualNetworkLinks").some((link) =>
            isWithin(link.id, zone.id),
        );
        return linked && find(world, `${zone.id}/A/${fqdn.replace(/\.azurecr\.io$/, "")}`) !== undefined;
    });
}

function hasRole(
    { faults, principalId = KUBELET_IDENTITY, now }: PullQuestion,
    world: World,
    registry: ArmResource,
): boolean {
    const latest = (now?.() ?? new Date()).getTime() - (faults?.roleDelaySeconds ?? 0) * 1000;
    return ofType(world, "Microsoft.Authorization/roleAssignments").some(
        (assignment) =>
            isWithin(registry.id, parseResourceId(assignment.id).scope) &&
            assignment.properties.principalId === principalId &&
            grants(registry, roleOf(assignment), "pull") &&
            Date.parse(String(assignment.properties.createdOn)) <= latest,
    );
}
