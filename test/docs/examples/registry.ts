// A block of README.md, kept here so that the compiler sees it.
import { AksRegistry, clusterKubeconfig } from "../../../components/azure";

const registry = new AksRegistry("registry", {
    resourceGroupName: "rg-shop-prod",
    cluster: { resourceGroupName: "rg-shop-prod", name: "aks-shop-prod" },
    replicas: ["northeurope"],
});
export const loginServer = registry.loginServer;
export const kubeconfig = clusterKubeconfig("rg-shop-prod", "aks-shop-prod");
