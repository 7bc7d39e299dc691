// Which namespace a verb looks at: the one given, all of them, or that of the context, as kubectl does.
import { type Command, Option } from "commander";
import type { KubernetesClient } from "../../observe/cluster/client";
import { homeNamespace } from "../../observe/cluster/namespaces";
import type { ClusterOptions } from "./cluster";

export interface NamespaceOptions extends ClusterOptions {
    readonly allNamespaces?: true;
}

/** Adds `-A, --all-namespaces`, for verbs that can look at all of them. */
export function withAllNamespaces(command: Command): Command {
    return command.addOption(new Option("-A, --all-namespaces", "look at all namespaces").conflicts("namespace"));
}

/** Undefined: all of them. */
export function chosenNamespace(client: KubernetesClient, options: NamespaceOptions): string | undefined {
    return options.allNamespaces ? undefined : homeNamespace(client, options.namespace);
}

/** For a text: `namespace shop`, or `all namespaces`. */
export function namespaceText(namespace: string | undefined): string {
    return namespace === undefined ? "all namespaces" : `namespace ${namespace}`;
}
