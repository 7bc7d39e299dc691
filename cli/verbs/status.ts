// `image-delivery status`: which pods wait, for what, and what to do where they wait in vain.
import { Command } from "commander";
import { type StatusFault, type StatusPod, type StatusReport, statusReport } from "../../model/pods/status";
import { spokenDuration } from "../../model/text/spokenDuration";
import { kubernetesClient } from "../../observe/cluster/client";
import { waitingView } from "../../observe/pods/view";
import { type ClusterOptions, clusterAccess, type OutputFormat, withCluster, withOutput } from "../options/cluster";
import { printAnswer } from "../terminal/output";
import { progressLine } from "../terminal/progress";
import { labelled } from "../terminal/wrap";

export function statusCommand(): Command {
    const command = new Command("status")
        .description(
            "Lists the pods that wait, with the phase of their pull, its cause where it fails, and what to do.",
        )
        .addHelpText("after", "\nWithout --namespace all namespaces. Exit code 1 when a pod waits in vain.");
    return withCluster(withOutput(command)).action(status);
}

async function status(options: ClusterOptions & { readonly output: OutputFormat }): Promise<void> {
    const client = await kubernetesClient(clusterAccess(options));
    const progress = progressLine();
    const view = await waitingView(client, options.namespace, (text) => progress.show(text)).finally(progress.clear);
    const report = statusReport(view, view.looked);
    printAnswer(report, options.output, statusText);
    if (report.faults.length > 0) {
        process.exitCode = 1;
    }
}

/** However many pods wait, the answer fits a screen or two; the JSON has them all. */
const MOST_PODS_OF_FAULT = 3;
const MOST_WAITING = 20;

export function statusText({ pods, faults, waiting }: StatusReport): string {
    const faulty = faults.reduce((sum, fault) => sum + fault.pods.length, 0);
    const shown = waiting.slice(0, MOST_WAITING);
    return [
        `${pods} pods looked at: ${faulty} wait in vain, ${waiting.length} wait in good order.\n`,
        ...faults.map((fault) => `\n${faultText(fault)}`),
        ...(shown.length > 0 ? ["\n"] : []),
        ...shown.map(({ line }) => labelled("", line)),
        ...(waiting.length > shown.length ? [`and ${waiting.length - shown.length} more\n`] : []),
    ].join("");
}

function faultText({ explanation, pods, text, advice }: StatusFault): string {
    return [
        labelled("", explanation),
        labelled("  pods  ", podsText(pods)),
        labelled("  says  ", text),
        labelled("  do    ", advice),
    ].join("");
}

function podsText(pods: readonly StatusPod[]): string {
    const names = pods
        .slice(0, MOST_PODS_OF_FAULT)
        .map(({ namespace, name, node }) => `${namespace}/${name}${node === undefined ? "" : ` (${node})`}`);
    const more = pods.length > names.length ? ` and ${pods.length - names.length} more` : "";
    const longest = Math.max(...pods.map(({ sinceSeconds }) => sinceSeconds));
    return `${pods.length}: ${names.join(", ")}${more}, for ${spokenDuration(longest)}`;
}
