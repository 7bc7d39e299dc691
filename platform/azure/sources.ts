// Where the rules of the simulated Azure come from. docs/azure-simulation.md shows this table; a test compares them.

export interface RuleSource {
    /** What the simulation does. */
    readonly rule: string;
    /** The document, the code or the report that says so; "assumed" where only reports do. */
    readonly source: string;
    /** Title of the test under test/platform/azure that shows it. */
    readonly test: string;
}

const ACR = "acr-docs";
const NATIVE = "pulumi-azure-native";

export const SOURCES: readonly RuleSource[] = [
    {
        rule: "azure-native replaces a private endpoint for its subnet, a role assignment for its principal and scope; everything else that is not in the path, and not the location, is updated in place",
        source: `${NATIVE} provider/pkg/gen/replacement.go; issues #3883, #3887`,
        test: "replace what azure-native's own table says, in whatever depth, and nothing else",
    },
    {
        rule: "A private endpoint keeps its subnet and its target",
        source: `${NATIVE}#3883; learn.microsoft.com/answers/questions/1295954`,
        test: "keeps its subnet and its registry",
    },
    {
        rule: "A zone group never changes its zones in place (InvalidRequestFormat)",
        source: "hashicorp/terraform-provider-azurerm#27559, #28966, PR #29329",
        test: "never changes the zones of a group in place",
    },
    {
        rule: "An endpoint takes one zone group",
        source: `${NATIVE}#2179`,
        test: "allows an endpoint one group, of zones that exist",
    },
    {
        rule: "A link keeps its virtual network, which is linked to one zone of a name",
        source: "azure-docs private-dns-virtual-network-links.md",
        test: "links a network to one zone of a name, wherever the zones are",
    },
    {
        rule: "customDnsConfigs is emptied while a zone group keeps the records, and filled again without one",
        source: "MicrosoftDocs/cloud-adoption-framework#1020",
        test: "empties the endpoint's own list of addresses while a group keeps them",
    },
    {
        rule: "The records of an endpoint go with it, also those that a second endpoint of the registry wrote since",
        source: "assumed: MicrosoftDocs/azure-docs#58044, #122192; mspnp/aks-baseline-multi-region#46",
        test: "loses the records of an endpoint that replaced another one in its zone, when the old one goes",
    },
    {
        rule: "An endpoint that is created while a replica is created misses the replica's record",
        source: "Azure/bicep-registry-modules#4042",
        test: "misses the record of a replica that is created alongside it, for good, with the endpoint asked for first",
    },
    {
        rule: "A replica whose address finds no room in the endpoint's subnet is rolled back",
        source: `${ACR} container-registry-private-endpoints.md`,
        test: "takes a replica back whose address finds no room, with a text that does not say so",
    },
    {
        rule: "A subnet lists the IP configurations of everything in it, those of its endpoints under interfaces that are named after them",
        source: `${ACR} container-registry-private-endpoints.md (plan subnet IP capacity)`,
        test: "is listed with its addresses in its subnet, next to the interfaces of others",
    },
    {
        rule: "An endpoint of a caller without rights on the registry waits until the registry's owner approves it; nothing passes before, and its message has 140 characters at most",
        source: "azure-docs private-link/manage-private-endpoint.md; azure-native's type PrivateLinkServiceConnection; assumed: its addresses and records are there already",
        test: "lets nothing pass until the registry's owner has approved it, where that was asked for",
    },
    {
        rule: "A link to a privatelink zone, and to no other, may answer with the public address for names that the zone does not have (NxDomainRedirect)",
        source: "azure-docs dns/private-dns-fallback.md",
        test: "answers publicly for names that a privatelink zone does not have, where its link says so",
    },
    {
        rule: "A provider looks up and creates what is in its own subscription",
        source: "azure-native's configuration: subscriptionId",
        test: "look into the provider's own subscription only",
    },
    {
        rule: "Some upstreams are cached with credentials only, some without only",
        source: `${ACR} artifact-cache-overview.md`,
        test: "needs credentials for some upstreams, and takes none for others",
    },
    {
        rule: "Targets of wildcard cache rules do not overlap",
        source: `${ACR} wildcards-artifact-cache.md`,
        test: "does not overlap with another wildcard",
    },
    {
        rule: "A registry has at most 1,000 cache rules",
        source: `${ACR} artifact-cache-overview.md`,
        test: "is one of at most 1,000",
    },
    {
        rule: "Each mode of role assignments has roles of its own: AcrPull, AcrPush, Reader, Contributor and Owner give no data access in ABAC mode, the repository roles none in the other",
        source: `${ACR} container-registry-rbac-abac-repository-permissions.md`,
        test: "gives in each mode what the role gives there, Owner included",
    },
    {
        rule: "A registry exchanges Entra ID tokens for registries, and those for Resource Manager unless azureADAuthenticationAsArmPolicy is disabled",
        source: `${ACR} container-registry-disable-authentication-as-arm.md; @azure/container-registry 1.1 (containerRegistryTokenCredential.js)`,
        test: "is exchanged where it is for registries, and one for Resource Manager unless a policy forbids that",
    },
    {
        rule: "An import is refused by a registry whose network is restricted and which does not let trusted services in",
        source: `${ACR} container-registry-import-images.md; allow-access-trusted-services.md`,
        test: "takes imports where it is open, or lets trusted services in",
    },
    {
        rule: "A registry has at most 100 IP rules",
        source: `${ACR} container-registry-access-selected-networks.md`,
        test: "takes 100 network rules at most",
    },
    {
        rule: "The export policy can be disabled only while public network access is disabled",
        source: `${ACR} data-loss-prevention.md`,
        test: "forbids copies only where nobody reaches it from outside",
    },
    {
        rule: "Manifests without a tag are kept for 0 to 365 days",
        source: `${ACR} container-registry-retention-policy.md`,
        test: "keeps manifests without a tag for 0 to 365 days",
    },
    {
        rule: "Soft delete is refused together with replicas and with the retention policy",
        source: `${ACR} container-registry-soft-delete-policy.md`,
        test: "refuses soft delete with replicas, cache rules and retention",
    },
    {
        rule: "A role assignment works after a delay, of up to 10 minutes on Azure",
        source: "azure-docs role-based-access-control/troubleshooting.md; Azure/AKS#4052",
        test: "works as soon as the delay is over that was asked for",
    },
    {
        rule: "Role assignments are listed for a principal at, above and below a scope, or all at and above it",
        source: "azure-docs role-based-access-control/role-assignments-list-rest.yml; REST reference, list for scope",
        test: "are those of a principal at, above and below the scope, or all at and above it",
    },
    {
        rule: "A registry shows its mode of role assignments in version 2025-11-01 of the API",
        source: "azure-rest-api-specs Microsoft.ContainerRegistry/Registry/stable/2025-11-01; assumed: not in earlier ones",
        test: "work with the mode that a registry shows from version 2025-11-01 on",
    },
    {
        rule: "One assignment for a role, principal and scope (RoleAssignmentExists)",
        source: "azure-docs role-based-access-control/troubleshooting.md",
        test: "is the only one of its role and principal there",
    },
    {
        rule: "A Prometheus rule group is in the region of its Azure Monitor workspace, a log search alert in that of its Log Analytics workspace",
        source: "azure-docs azure-monitor/metrics/prometheus-rule-groups.md; Azure-Samples/AI-Gateway#400",
        test: "are in the region of the workspace that they ask",
    },
    {
        rule: "A lock against deletion keeps its scope, and what holds it",
        source: "azure-docs azure-resource-manager/management/lock-resources.md",
        test: "against deletion keeps its scope, and what holds it, until the lock is gone",
    },
    {
        rule: "A lock against changes refuses every change beneath its scope",
        source: "azure-docs azure-resource-manager/management/lock-resources.md",
        test: "against changes refuses also to create something beneath its scope",
    },
    {
        rule: "Every request may be answered by 429 with Retry-After, which the client waits for",
        source: "azure-docs azure-resource-manager/management/request-limits-and-throttling.md",
        test: "go through where the service throttles the first of every request, for as long as it says",
    },
    {
        rule: "An operation may end as Failed after it was accepted; the resource stays",
        source: "azure-docs azure-resource-manager/management/async-operations.md",
        test: "leave a resource whose operation failed to the next update",
    },
];
