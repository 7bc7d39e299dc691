// The rule of each resource type.
import { actionGroupRule, metricAlertRule, prometheusRule, queryRuleRule } from "./alerts";
import { cacheRuleRule, credentialSetRule } from "./artifactCache";
import { diagnosticSettingRule } from "./diagnosticSetting";
import { lockRule } from "./lock";
import { networkRule } from "./network";
import { zoneGroupRule, zoneLinkRule, zoneRule } from "./privateDns";
import { privateEndpointRule } from "./privateEndpoint";
import { registryRule } from "./registry";
import { replicationRule } from "./replication";
import { resourceGroupRule } from "./resourceGroup";
import { roleAssignmentRule } from "./roleAssignment";
import type { Rule } from "./rule";

const RULES: Readonly<Record<string, Rule>> = {
    "microsoft.resources/resourcegroups": resourceGroupRule,
    "microsoft.containerregistry/registries": registryRule,
    "microsoft.containerregistry/registries/replications": replicationRule,
    "microsoft.containerregistry/registries/cacherules": cacheRuleRule,
    "microsoft.containerregistry/registries/credentialsets": credentialSetRule,
    "microsoft.network/virtualnetworks": networkRule,
    "microsoft.network/virtualnetworks/subnets": networkRule,
    "microsoft.network/privateendpoints": privateEndpointRule,
    "microsoft.network/privateendpoints/privatednszonegroups": zoneGroupRule,
    "microsoft.network/privatednszones": zoneRule,
    "microsoft.network/privatednszones/virtualnetworklinks": zoneLinkRule,
    "microsoft.authorization/roleassignments": roleAssignmentRule,
    "microsoft.authorization/locks": lockRule,
    "microsoft.insights/diagnosticsettings": diagnosticSettingRule,
    "microsoft.insights/scheduledqueryrules": queryRuleRule,
    "microsoft.insights/metricalerts": metricAlertRule,
    "microsoft.insights/actiongroups": actionGroupRule,
    "microsoft.alertsmanagement/prometheusrulegroups": prometheusRule,
};

export function ruleOf(type: string): Rule {
    return RULES[type.toLowerCase()] ?? {};
}
