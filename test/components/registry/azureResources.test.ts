// All Azure components together: what they make is known to the service, and has stable names.
import assert from "node:assert/strict";
import { AksRegistry, PullAlerts } from "../../../components/azure";
import { kindOfToken } from "../../../platform/azure/kinds";
import { bodyInputs } from "../../../platform/azure/provider/shapes";
import { toWire } from "../../../platform/azure/wire/wire";
import { azure, CLUSTER, IDENTITY, METRICS, network, subnet, WORKSPACE } from "../../support/azureWorld";
import { recorded } from "../../support/harness";

/** A stack with everything that the components can make. */
function stack(name: string): void {
    const registry = new AksRegistry(name, {
        resourceGroupName: "rg",
        cluster: { resourceGroupName: "rg-app", name: "aks-app" },
        replicas: ["northeurope"],
        allowedAddresses: ["203.0.113.0/24"],
        privateEndpoints: [
            {
                region: "westeurope",
                resourceGroupName: "rg",
                subnetId: subnet("vnet-1"),
                virtualNetworkIds: [network("agents")],
            },
            { region: "northeurope", subnetId: subnet("vnet-2") },
        ],
        encryption: { keyIdentifier: "https://kv/keys/acr", identityId: IDENTITY, identityClientId: "client-1" },
        credentialSets: [
            { name: "hub-login", server: "docker.io", usernameSecret: "https://kv/u", passwordSecret: "https://kv/p" },
        ],
        cacheRules: [{ name: "nginx", source: "docker.io/library/nginx", target: "nginx", credentialSet: "hub-login" }],
        workspaceId: WORKSPACE,
        tags: { team: "shop" },
    });
    new PullAlerts(name, {
        resourceGroupName: "rg",
        location: registry.location,
        clusterId: CLUSTER,
        workspaceId: WORKSPACE,
        registryId: registry.registryId,
        metricsWorkspaceId: METRICS,
        images: [{ size: "650MB" }],
        emails: ["ops@example.com"],
    });
}

/**
 * A URN is what the engine knows a resource by: when one changes, every stack deletes that resource, which may be a registry
 * with all its images, and makes a new one. A change of this list needs an alias.
 */
const AKS = "aks-image-delivery:index:AksRegistry";
const REGISTRY = `${AKS}$aks-image-delivery:index:ContainerRegistry`;
const LINK = `${AKS}$aks-image-delivery:index:RegistryPrivateLink`;
const ACCESS = `${AKS}$aks-image-delivery:index:RegistryPullAccess`;
const ALERTS = "aks-image-delivery:index:PullAlerts";
const URNS = [
    `${AKS}::acr`,
    `${REGISTRY}::acr`,
    `${REGISTRY}$azure-native:containerregistry:Registry::acr`,
    `${REGISTRY}$azure-native:containerregistry:Replication::acr-northeurope`,
    `${REGISTRY}$azure-native:containerregistry:CredentialSet::acr-hub-login`,
    `${REGISTRY}$azure-native:containerregistry:CacheRule::acr-nginx`,
    `${REGISTRY}$azure-native:monitor:DiagnosticSetting::acr`,
    `${LINK}::acr`,
    `${LINK}$azure-native:network:PrivateEndpoint::acr-home`,
    `${LINK}$azure-native:network:PrivateDnsZoneGroup::acr-home`,
    `${LINK}$azure-native:privatedns:PrivateZone::acr-home`,
    `${LINK}$azure-native:privatedns:VirtualNetworkLink::acr-3874e51d`,
    `${LINK}$azure-native:privatedns:VirtualNetworkLink::acr-639a2487`,
    `${LINK}$azure-native:resources:ResourceGroup::acr-northeurope`,
    `${LINK}$azure-native:network:PrivateEndpoint::acr-northeurope`,
    `${LINK}$azure-native:network:PrivateDnsZoneGroup::acr-northeurope`,
    `${LINK}$azure-native:privatedns:PrivateZone::acr-northeurope`,
    `${LINK}$azure-native:privatedns:VirtualNetworkLink::acr-e7f37622`,
    `${ACCESS}::acr`,
    `${ACCESS}$random:index/randomUuid:RandomUuid::acr`,
    `${ACCESS}$azure-native:authorization:RoleAssignment::acr`,
    `${ALERTS}::acr`,
    `${ALERTS}$azure-native:monitor:ActionGroup::acr`,
    `${ALERTS}$azure-native:monitor:ScheduledQueryRule::acr-nodes`,
    `${ALERTS}$azure-native:monitor:ScheduledQueryRule::acr-registry`,
    `${ALERTS}$azure-native:monitor:MetricAlert::acr-storage`,
    `${ALERTS}$azure-native:alertsmanagement:PrometheusRuleGroup::acr`,
].map((urn) => `urn:pulumi:stack::project::${urn}`);

describe("the Azure components", () => {
    let resources: Awaited<ReturnType<typeof recorded>>["resources"];
    before(async () => {
        ({ resources } = await recorded(() => {
            stack("acr");
            stack("other");
        }, azure()));
    });

    it("make resources whose every property the service knows", () => {
        const native = resources.filter(({ type }) => type.startsWith("azure-native:"));
        assert.ok(native.length > 30);
        for (const { type, inputs } of native) {
            const kind = kindOfToken(type);
            assert.doesNotThrow(() => toWire(kind.model, bodyInputs(kind, inputs)), type);
        }
    });

    it("make resources under these URNs, and under others for a second instance in the same stack", () => {
        const urns = resources.map(({ urn }) => urn);
        assert.deepEqual(urns.filter((urn) => /::acr(-|$)/.test(urn)).sort(), [...URNS].sort());
        assert.equal(new Set(urns).size, 2 * URNS.length);
    });
});
