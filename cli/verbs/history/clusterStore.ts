// Where the pulls of a cluster are kept on this machine.
import { readFileSync } from "node:fs";
import { UserError } from "../../../model/userError";
import type { KubernetesClient } from "../../../observe/cluster/client";
import { type PullStore, storeOf } from "./store";

/** Of the cluster that the kubeconfig chooses; nothing is asked of it. */
export function clusterStore({ config, cluster }: KubernetesClient): PullStore {
    const { server = "", caData, caFile } = config.getCurrentCluster() ?? {};
    return storeOf({ server, authority: caData ?? (caFile === undefined ? "" : authorityIn(caFile, cluster)) });
}

function authorityIn(file: string, cluster: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch (error) {
        throw new UserError(`no credentials for ${cluster}: ${(error as Error).message}`);
    }
}
