/** Azure Container Registry. NAME is the registry's name without its suffix, which not every command of az cuts off itself. */
import type { RegistryAdvice } from "./advice";

const CHECK = "`az aks check-acr --resource-group <group> --name <cluster> --acr REGISTRY`";

export const ACR_ADVICE: RegistryAdvice = {
    noCredential:
        "Let the cluster pull with its identity, `az aks update --resource-group <group> --name <cluster> --attach-acr NAME`; a registry of another tenant needs a pull secret.",
    tokenRefused:
        "A new role takes minutes to work. Otherwise assign AcrPull (ABAC registries: Container Registry Repository Reader) to the kubelet identity: `az role assignment list --all --assignee <kubelet identity>`.",
    unauthorized: `Check the name with \`image-delivery tags REPOSITORY\`, and the role of the cluster's identity with ${CHECK}.`,
    forbidden:
        "With public access disabled the name must resolve to the private endpoint, which `image-delivery size IMAGE` shows; allowed addresses: `az acr network-rule list --name NAME`.",
    storageRefused:
        "Look for a service endpoint policy or a firewall between the nodes and the storage, and for a proxy that changes addresses; `az acr update --name NAME --data-endpoint-enabled true` (Premium) serves the layers from hosts of the registry's own, which rules can name.",
    rateLimited:
        "Kubernetes retries on its own. The limit is that of the registry's tier: see `az acr show-usage --name NAME`, raise it with `az acr update --name NAME --sku Premium`, or roll out to fewer nodes at a time.",
    cacheRule:
        "Check the cache rule and its credential, `az acr cache list --registry NAME` and `az acr credential-set list --registry NAME`, and that the source has the image: `image-delivery size <source image>`.",
    serverError: "Kubernetes retries on its own. The registry's health: `az acr check-health --name NAME --yes`.",
    blocked:
        "See whether the image is locked, `az acr repository show --name NAME --image PATH`, unlock it with `az acr repository update --name NAME --image PATH --read-enabled true`, or end its quarantine.",
    dns: "Link the private DNS zone to the cluster's virtual network, with a record for the registry and each data endpoint: `az network private-dns record-set a list --resource-group <group> --zone-name privatelink.SUFFIX`.",
    connectionRefused: `Check the address and its private endpoint: \`az network private-endpoint list --resource-group <group>\`, then ${CHECK}.`,
    timeout: `Kubernetes retries on its own. If it persists, a firewall or a route drops the traffic: ${CHECK}.`,
    certificate:
        "Check that the name leads to the registry and that no proxy replaces its certificate: `az acr check-health --name NAME --yes`.",
    certificateName:
        "The name leads to another host: check the private endpoint's DNS records, `az network private-dns record-set a list --resource-group <group> --zone-name privatelink.SUFFIX`, and what the node resolves it to (`image-delivery size IMAGE`).",
};
