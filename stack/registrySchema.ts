// The configuration section `registry`: the container registry, its private ways in, and the alerts. Decisions are made in model/.
import { z } from "zod";
import { text } from "./schemaTypes";

const endpoint = z.strictObject({
    region: text,
    subnetId: text,
    subnetPrefix: text.optional(),
    resourceGroupName: text.optional(),
    zoneId: text.optional(),
    virtualNetworkIds: z.array(text).optional(),
});

const cacheRule = z.strictObject({ name: text, source: text, target: text, credentialSet: text.optional() });

const credentialSet = z.strictObject({ name: text, server: text, usernameSecret: text, passwordSecret: text });

const alerts = z.strictObject({
    metricsWorkspaceId: text.optional(),
    actionGroupId: text.optional(),
    emails: z.array(text).optional(),
    storageGiB: z.number().optional(),
});

export const registrySchema = z
    .strictObject({
        resourceGroupName: text,
        cluster: z.strictObject({ resourceGroupName: text, name: text }),
        registryId: text.optional(),
        registryName: text.optional(),
        location: text.optional(),
        replicas: z.array(text).optional(),
        allowedAddresses: z.array(text).optional(),
        trustedServices: z.boolean().optional(),
        privateEndpoints: z.array(endpoint).optional(),
        roleAssignmentMode: z.enum(["LegacyRegistryPermissions", "AbacRepositoryPermissions"]).optional(),
        role: text.optional(),
        encryption: z.strictObject({ keyIdentifier: text, identityId: text, identityClientId: text }).optional(),
        credentialSets: z.array(credentialSet).optional(),
        cacheRules: z.array(cacheRule).optional(),
        workspaceId: text.optional(),
        alerts: alerts.optional(),
        tags: z.record(z.string(), z.string()).optional(),
        protect: z.boolean().optional(),
    })
    .superRefine((registry, context) => {
        if (registry.alerts !== undefined && registry.workspaceId === undefined) {
            const message = "is needed for alerts: they ask the workspace for the cluster's and the registry's events";
            context.addIssue({ code: "custom", path: ["workspaceId"], message });
        }
    });

export type RegistryConfig = z.output<typeof registrySchema>;
