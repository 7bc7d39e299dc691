// The stack of the sample in one cluster, apart from the platform's `local` and from that of every other cluster.
import type { PulumiFn, Stack } from "@pulumi/pulumi/automation";
import type { StackOptions } from "../../engine/open";
import type { KubernetesClient } from "../../observe/cluster/client";
import { program } from "../rollout";
import { type ConfigEdit, stackWorkspace } from "../workspace";
import { installedEngineEnvironment } from "./engine";
import { ask } from "./requests";

export async function clusterStack(client: KubernetesClient): Promise<StackOptions> {
    const stack = `sample-${await clusterId(client)}`;
    return { stack, workDir: stackFiles(stack), program: withoutKubeconfig, env: installedEngineEnvironment() };
}

/**
 * The provider's SDK would write the value of KUBECONFIG into the state as the path of one file, which it need not be, nor be
 * there when the stack is removed. The engine hands the variable on to the provider, which reads it as kubectl does.
 */
const withoutKubeconfig: PulumiFn = async () => {
    const { KUBECONFIG } = process.env;
    delete process.env.KUBECONFIG;
    try {
        return await program();
    } finally {
        Object.assign(process.env, KUBECONFIG === undefined ? {} : { KUBECONFIG });
    }
};

/** A context's name may stand for another cluster tomorrow, as when kind creates one again; this never does. */
async function clusterId(client: KubernetesClient): Promise<string> {
    const name = "kube-system";
    const asked = { verb: "get", resource: "namespaces", name } as const;
    const { metadata } = await ask(client, asked, () => client.core.readNamespace({ name }));
    return (metadata?.uid ?? "").slice(0, 8);
}

/** Writes the files of the stack, a copy of those of `local`, and returns their folder. */
export function stackFiles(stack: string, edits?: readonly ConfigEdit[]): string {
    return stackWorkspace(stack, edits, { template: "local" });
}

/** Whether the state tells of anything that was created. */
export async function hasResources(stack: Stack): Promise<boolean> {
    const { deployment } = (await stack.exportStack()) as { deployment?: { resources?: unknown[] } };
    return (deployment?.resources ?? []).length > 0;
}

/** For people: where the state lies. A password in the address is not for them. */
export async function statePlace({ name, workspace }: Stack): Promise<string> {
    const { url = "where you are logged in" } = await workspace.whoAmI();
    return `Pulumi keeps the state of stack ${name} at ${url.replace(/\/\/[^/@]*@/, "//")}.`;
}
