// The resources that the stand-in simulates: azure-native's token, the service's path and API version, and the body's model.
import type { Library } from "./wire/models";
import type { Model } from "./wire/wire";

export interface Kind {
    /** Module and name of azure-native, as in `azure-native:containerregistry:Registry`. */
    readonly token: string;
    readonly type: string;
    readonly path: string;
    readonly apiVersion: string;
    readonly model: Model;
}

const GROUP = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}";

function kind(token: string, path: string, apiVersion: string, library: Library, className?: string): Kind {
    const name = token.split(":").at(-1) ?? token;
    return { token, type: typeOf(path), path, apiVersion, model: { library, className: className ?? name } };
}

// "…/providers/Microsoft.Network/privateEndpoints/{privateEndpointName}" is Microsoft.Network/privateEndpoints.
function typeOf(path: string): string {
    const provider = path.split("/providers/")[1];
    return provider ? provider.replace(/\/\{\w+\}/g, "") : "Microsoft.Resources/resourceGroups";
}

const REGISTRY = `${GROUP}/providers/Microsoft.ContainerRegistry/registries/{registryName}`;
const NETWORK = `${GROUP}/providers/Microsoft.Network`;
const ENDPOINT = `${NETWORK}/privateEndpoints/{privateEndpointName}`;
const VNET = `${NETWORK}/virtualNetworks/{virtualNetworkName}`;
const ZONE = `${NETWORK}/privateDnsZones/{privateZoneName}`;
const INSIGHTS = `${GROUP}/providers/Microsoft.Insights`;
const RULE_GROUP = `${GROUP}/providers/Microsoft.AlertsManagement/prometheusRuleGroups/{ruleGroupName}`;
const DASHBOARD = `${GROUP}/providers/Microsoft.Dashboard/dashboards/{dashboardName}`;
const ASSIGNMENT = "/{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}";
const LOCK = "/{scope}/providers/Microsoft.Authorization/locks/{lockName}";
const SETTING = "/{resourceUri}/providers/Microsoft.Insights/diagnosticSettings/{name}";

const ACR = "containerregistry";
const ACR_2023 = "2023-01-01-preview";
const ACR_2024 = "2024-11-01-preview";
const NETWORK_2024 = "2024-05-01";
const DNS_2024 = "2024-06-01";

export const KINDS: readonly Kind[] = [
    kind("resources:ResourceGroup", GROUP, "2024-03-01", "resources"),
    kind("containerregistry:Registry", REGISTRY, ACR_2023, ACR),
    kind("containerregistry:Replication", `${REGISTRY}/replications/{replicationName}`, ACR_2024, ACR),
    kind("containerregistry:CacheRule", `${REGISTRY}/cacheRules/{cacheRuleName}`, ACR_2024, ACR),
    kind("containerregistry:CredentialSet", `${REGISTRY}/credentialSets/{credentialSetName}`, ACR_2023, ACR),
    kind("network:PrivateEndpoint", ENDPOINT, NETWORK_2024, "network"),
    kind(
        "network:PrivateDnsZoneGroup",
        `${ENDPOINT}/privateDnsZoneGroups/{privateDnsZoneGroupName}`,
        NETWORK_2024,
        "network",
    ),
    kind("network:VirtualNetwork", VNET, NETWORK_2024, "network"),
    kind("network:Subnet", `${VNET}/subnets/{subnetName}`, NETWORK_2024, "network"),
    kind("privatedns:PrivateZone", ZONE, DNS_2024, "privatedns"),
    kind(
        "privatedns:VirtualNetworkLink",
        `${ZONE}/virtualNetworkLinks/{virtualNetworkLinkName}`,
        DNS_2024,
        "privatedns",
    ),
    kind("privatedns:PrivateRecordSet", `${ZONE}/A/{relativeRecordSetName}`, DNS_2024, "privatedns", "RecordSet"),
    kind("authorization:RoleAssignment", ASSIGNMENT, "2022-04-01", "authorization", "RoleAssignmentCreateParameters"),
    kind("authorization:ManagementLockByScope", LOCK, "2020-05-01", "locks"),
    kind("monitor:DiagnosticSetting", SETTING, "2021-05-01-preview", "monitor", "DiagnosticSettingsResource"),
    kind("monitor:ScheduledQueryRule", `${INSIGHTS}/scheduledQueryRules/{ruleName}`, "2025-01-01-preview", "alerts"),
    kind("monitor:MetricAlert", `${INSIGHTS}/metricAlerts/{ruleName}`, "2018-03-01", "monitor", "MetricAlertResource"),
    kind(
        "monitor:ActionGroup",
        `${INSIGHTS}/actionGroups/{actionGroupName}`,
        "2024-10-01-preview",
        "monitor",
        "ActionGroupResource",
    ),
    kind("alertsmanagement:PrometheusRuleGroup", RULE_GROUP, "2023-03-01", "alerts"),
    kind("dashboard:Dashboard", DASHBOARD, "2024-11-01-preview", "alerts"),
    kind(
        "dashboard:DashboardDefinition",
        `${DASHBOARD}/dashboardDefinitions/{definitionName}`,
        "2025-09-01-preview",
        "alerts",
    ),
];

export function kindOfToken(token: string): Kind {
    const short = token.replace(/^azure-native:/, "");
    const kind = KINDS.find((candidate) => candidate.token === short);
    if (!kind) {
        throw new Error(
            `the Azure stand-in does not simulate ${token}; it simulates ${KINDS.map((k) => k.token).join(", ")}`,
        );
    }
    return kind;
}
