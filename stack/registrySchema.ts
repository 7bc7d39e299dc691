// The configuration section `registry`: the container registry, its private ways in, and the alerts. Decisions are made in model/.
import * as v from "valibot";
import { AzureType, azureIdFaults } from "../model/registry/azureIds";
import { EndpointDns } from "../model/registry/endpoints";
import { PullAccess } from "../model/registry/roles";
import { section, text, texts } from "./schemaTypes";

const list = v.array(text);

const endpoint = section({
    name: v.optional(text),
    region: text,
    subnetId: text,
    subnetPrefix: v.optional(text),
    resourceGroupName: v.optional(text),
    zoneId: v.optional(text),
    virtualNetworkIds: v.optional(list),
    dns: v.optional(v.picklist([EndpointDns.Zone, EndpointDns.Policy])),
    internetFallback: v.optional(v.boolean()),
    approvalMessage: v.optional(text),
});

const cacheRule = section({ name: text, source: text, target: text, credentialSet: v.optional(text) });

const credentialSet = section({ name: text, server: text, usernameSecret: text, passwordSecret: text });

const alerts = section({
    location: v.optional(text),
    metricsWorkspaceId: v.optional(text),
    actionGroupId: v.optional(text),
    emails: v.optional(list),
    storageGiB: v.optional(v.number()),
    heldNodes: v.optional(v.boolean()),
    dashboard: v.optional(v.boolean()),
});

/** By id, or by name in the provider's subscription. */
const cluster = v.pipe(
    section({
        id: v.optional(
            v.pipe(
                text,
                v.check(
                    (id) => azureIdFaults(AzureType.Cluster, id).length === 0,
                    "must be the resource id of an AKS cluster",
                ),
            ),
        ),
        resourceGroupName: v.optional(text),
        name: v.optional(text),
    }),
    v.check(
        ({ id, resourceGroupName, name }) =>
            id === undefined ? resourceGroupName !== undefined && name !== undefined : !resourceGroupName && !name,
        "must have either id, or resourceGroupName and name",
    ),
);

const registry = section({
    resourceGroupName: text,
    cluster,
    registryId: v.optional(text),
    registryName: v.optional(text),
    location: v.optional(text),
    moveRegistry: v.optional(v.boolean()),
    replicas: v.optional(list),
    allowedAddresses: v.optional(list),
    trustedServices: v.optional(v.boolean()),
    privateEndpoints: v.optional(v.array(endpoint)),
    roleAssignmentMode: v.optional(v.picklist(["LegacyRegistryPermissions", "AbacRepositoryPermissions"])),
    role: v.optional(text),
    pullAccess: v.optional(v.picklist([PullAccess.Assign, PullAccess.Existing])),
    pushers: v.optional(texts),
    armTokens: v.optional(v.boolean()),
    allowExport: v.optional(v.boolean()),
    retentionDays: v.optional(v.number()),
    unroutedRegions: v.optional(list),
    encryption: v.optional(section({ keyIdentifier: text, identityId: text, identityClientId: text })),
    credentialSets: v.optional(v.array(credentialSet)),
    cacheRules: v.optional(v.array(cacheRule)),
    workspaceId: v.optional(text),
    alerts: v.optional(alerts),
    tags: v.optional(texts),
    protect: v.optional(v.boolean()),
});

export const registrySchema = v.pipe(
    registry,
    v.forward(
        v.check(
            ({ alerts, workspaceId }) => alerts === undefined || workspaceId !== undefined,
            "is needed for alerts: they ask the workspace for the cluster's and the registry's events",
        ),
        ["workspaceId"],
    ),
);

export type RegistryConfig = v.InferOutput<typeof registrySchema>;
