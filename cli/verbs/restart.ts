// `image-delivery restart WORKLOAD`: new pods for a workload, and what they will not do.
import { Command } from "commander";
import { type RestartPlan, restartPlan } from "../../model/pods/restart";
import { UsageError } from "../../model/userError";
import { kubernetesClient } from "../../observe/cluster/client";
import { homeNamespace } from "../../observe/cluster/namespaces";
import { restart, restartView, type WorkloadName, type Workloads } from "../../observe/pods/restart";
import { type ClusterOptions, clusterAccess, type OutputFormat, withCluster, withOutput } from "../options/cluster";
import { printAnswer } from "../terminal/output";
import { labelled } from "../terminal/wrap";

interface Options extends ClusterOptions {
    readonly output: OutputFormat;
    readonly dryRun?: boolean;
}

/** The answer of `restart --output json`. */
export interface RestartReport extends Pick<RestartPlan, "warnings"> {
    /** Such as `deployments/api`. */
    readonly workload: string;
    readonly namespace: string;
    /** False with `--dry-run`. */
    readonly restarted: boolean;
}

export function restartCommand(): Command {
    const command = new Command("restart")
        .description("Replaces the pods of a workload one after another, as `kubectl rollout restart` does.")
        .argument("<workload>", "deploy/NAME, sts/NAME or ds/NAME")
        .option("--dry-run", "say what would happen, and change nothing");
    return withCluster(withOutput(command)).action(restartWorkload);
}

async function restartWorkload(text: string, options: Options): Promise<void> {
    const named = workloadOf(text);
    const client = await kubernetesClient(clusterAccess(options));
    const workload: WorkloadName = { ...named, namespace: homeNamespace(client, options.namespace) };
    const { fault, warnings } = restartPlan(await restartView(client, workload));
    if (fault !== undefined) {
        throw new UsageError(`${text} was not restarted: ${fault}`);
    }
    if (!options.dryRun) {
        await restart(client, workload, new Date());
    }
    const { namespace, plural, name } = workload;
    const report: RestartReport = { workload: `${plural}/${name}`, namespace, restarted: !options.dryRun, warnings };
    printAnswer(report, options.output, reportText);
}

const KINDS: Readonly<Record<string, Workloads>> = {
    ...{ deploy: "deployments", deployment: "deployments", deployments: "deployments" },
    ...{ sts: "statefulsets", statefulset: "statefulsets", statefulsets: "statefulsets" },
    ...{ ds: "daemonsets", daemonset: "daemonsets", daemonsets: "daemonsets" },
};

function workloadOf(text: string): Pick<WorkloadName, "plural" | "name"> {
    const [, kind = "", name = ""] = /^([^/]+)\/([^/]+)$/.exec(text) ?? [];
    const plural = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
    if (plural === undefined) {
        throw new UsageError(`"${text}" is not a workload; write deploy/NAME, sts/NAME or ds/NAME.`);
    }
    return { plural, name };
}

function reportText({ workload, namespace, restarted, warnings }: RestartReport): string {
    const done = restarted ? "is restarted; follow it with" : "would be restarted; it can be followed with";
    return [
        labelled("", `${workload} ${done}: image-delivery watch -n ${namespace}`),
        ...warnings.map((warning) => labelled("note: ", warning)),
    ].join("");
}
