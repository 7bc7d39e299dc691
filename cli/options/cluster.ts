// Options that several verbs share, spelled and explained once.
import { type Command, InvalidArgumentError, Option } from "commander";
import type { ClusterAccess } from "../../observe/cluster/client";

export type OutputFormat = "table" | "json" | "yaml";

export interface ClusterOptions {
    readonly kubeconfig?: string;
    readonly context?: string;
    readonly namespace?: string;
}

/** Adds `--kubeconfig` and `--context`. */
export function withKubeconfig(command: Command): Command {
    return command
        .option("--kubeconfig <file>", "kubeconfig to use (default: KUBECONFIG, then ~/.kube/config)")
        .option("--context <name>", "context of the kubeconfig (default: its current one)");
}

/** Adds `--kubeconfig`, `--context` and `-n, --namespace`. */
export function withCluster(command: Command): Command {
    return withKubeconfig(command).option("-n, --namespace <name>", "namespace to look at (default: the context's)");
}

/** Adds `-o, --output table|json|yaml`. */
export function withOutput(command: Command): Command {
    return command.addOption(
        new Option("-o, --output <format>", "what to print").choices(["table", "json", "yaml"]).default("table"),
    );
}

export function clusterAccess(options: ClusterOptions): ClusterAccess {
    return { kubeconfig: options.kubeconfig, context: options.context };
}

/** Parser of an option that takes a whole number of at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
    return (text) => {
        const value = Number(text);
        if (!Number.isSafeInteger(value) || value < least) {
            throw new InvalidArgumentError(`It must be a whole number, ${least} or more.`);
        }
        return value;
    };
}
