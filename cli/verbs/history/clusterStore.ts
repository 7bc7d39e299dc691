// Where the pulls of a cluster are kept on this machine.
import { readFileSync } from "node:fs";
import type { KubernetesClient } from "../../../observe/cluster/client";
import { type PullStore, storeOf } from "./store";

/** Of the cluster that the kubeconfig chooses; nothing is asked of it. */
export function clusterStore({ config }: KubernetesClient): PullStore {
    const { server = "", caData, caFile } = config.getCurrentCluster() ?? {};
    return storeOf({ server, authority: caData ?? (caFile === undefined ? "" : readFileSync(caFile, "utf8")) });
}
