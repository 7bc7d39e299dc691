/**
 * Which changes of a property replace a resource, as far as that can be said without its provider: the rules of Kubernetes,
 * azure-native and random for the resources of this package. A change that is in no rule is an update in place.
 */
import { isWithin } from "./properties";
import type { PlanResource } from "./resource";

interface Rule {
    readonly type: RegExp;
    readonly paths: readonly string[];
}

const AZURE_NAMES = [
    "actionGroupName",
    "cacheRuleName",
    "credentialSetName",
    "privateDnsZoneGroupName",
    "privateEndpointName",
    "privateZoneName",
    "registryName",
    "replicationName",
    "resourceGroupName",
    "roleAssignmentName",
    "ruleGroupName",
    "ruleName",
    "virtualNetworkLinkName",
];

const RULES: readonly Rule[] = [
    { type: /^kubernetes:/, paths: ["apiVersion", "kind", "metadata.name", "metadata.namespace"] },
    // Pods read them once, at their start: the provider creates a new one, unless it was told that they are mutable.
    { type: /^kubernetes:core\/v1:(ConfigMap|Secret)$/, paths: ["data", "binaryData", "stringData", "immutable"] },
    {
        type: /^kubernetes:batch\/v1:Job$/,
        paths: ["spec.template", "spec.selector", "spec.completions", "spec.completionMode", "spec.podFailurePolicy"],
    },
    { type: /^kubernetes:apps\/v1:/, paths: ["spec.selector"] },
    {
        type: /^kubernetes:apps\/v1:StatefulSet$/,
        paths: ["spec.serviceName", "spec.podManagementPolicy", "spec.volumeClaimTemplates"],
    },
    { type: /^azure-native:/, paths: ["location", "scope", "resourceUri", ...AZURE_NAMES] },
    { type: /^azure-native:authorization:RoleAssignment$/, paths: ["principalId", "roleDefinitionId"] },
];

/** True when the change of the property at `path` creates a new resource in the place of the old one. */
export function replaces(resource: PlanResource, path: string): boolean {
    if (/^random:/.test(resource.type)) {
        return true;
    }
    const ofType = RULES.filter(({ type }) => type.test(resource.type)).flatMap(({ paths }) => paths);
    const roots = [...ofType, ...resource.replaceOnChanges];
    return roots.some((root) => root === "*" || isWithin(path, root));
}
