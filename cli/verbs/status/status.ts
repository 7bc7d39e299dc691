// `image-delivery status`: which pods wait, for what, and what to do where they are stuck.
import { Command } from "commander";
import { type NodesSummary, nodeFaults, nodesReport, nodesSummary } from "../../../model/nodes/nodesReport";
import { refusedText } from "../../../model/pods/refusals";
import type { StatusFault, StatusPod, StatusReport, StatusWorkload } from "../../../model/pods/status";
import { spokenDuration } from "../../../model/text/durations";
import { kubernetesClient } from "../../../observe/cluster/client";
import { nodesView } from "../../../observe/pods/nodesView";
import { waitingView } from "../../../observe/pods/view";
import { clusterAccess, type OutputFormat, withCluster, withOutput } from "../../options/cluster";
import { chosenNamespace, type NamespaceOptions, namespaceText, withAllNamespaces } from "../../options/namespaces";
import { coloured } from "../../terminal/colour";
import { explainHint } from "../../terminal/explainHint";
import { printAnswer } from "../../terminal/output";
import { progressLine } from "../../terminal/progress";
import { labelled } from "../../terminal/wrap";
import { nodesTable, nodesText } from "./nodesText";

export function statusCommand(): Command {
    const command = new Command("status")
        .description(
            "Lists the pods that wait, with the phase of their pull, its cause where it fails, and what to do; and nodes that join.",
        )
        .option("--nodes", "list the nodes instead: which hold the images of every release, and which are held back")
        .addHelpText("after", "\nExit codes: 0 nothing wrong, 1 problem found, 2 could not check.");
    return withAllNamespaces(withCluster(withOutput(command))).action(status);
}

interface Options extends NamespaceOptions {
    readonly output: OutputFormat;
    readonly nodes?: true;
}

/** What `--output json` prints. */
interface StatusAnswer extends StatusReport {
    /** Absent where nodes may not be read, or have to do with no pre-pull. */
    readonly nodes?: NodesSummary;
}

async function status(options: Options): Promise<void> {
    const client = await kubernetesClient(clusterAccess(options));
    const namespace = chosenNamespace(client, options);
    const progress = progressLine();
    const view = await waitingView(client, namespace, (text) => progress.show(text)).finally(progress.clear);
    const nodes = await nodesView(client, { ...view, namespace, nodes: [...view.nodes.values()] });
    const summary = nodesSummary(nodes);
    // Not before: a heap that is larger while a hundred thousand events are read stays larger.
    const { statusReport } = await import("../../../model/pods/status");
    const report: StatusAnswer = { ...statusReport(view, view.looked), ...(summary && { nodes: summary }) };
    if (options.nodes) {
        printAnswer(nodesReport(nodes), options.output, nodesTable);
    } else {
        printAnswer(report, options.output, (answer) => statusText(answer, namespaceText(namespace)));
    }
    if (report.faults.length > 0 || nodeFaults(summary).length > 0) {
        process.exitCode = 1;
    }
}

/** However many pods wait, the answer fits a screen or two; the JSON has them all. */
const MOST_PODS_OF_FAULT = 3;
const MOST_WAITING = 20;

/** `where`: such as `namespace shop`. */
export function statusText({ pods, faults, waiting, nodes }: StatusAnswer, where: string): string {
    const shown = waiting.slice(0, MOST_WAITING);
    return [
        headText(pods, faults, waiting.length, where),
        ...(nodes === undefined ? [] : [nodesText(nodes)]),
        ...faults.map((fault) => `\n${faultText(fault)}`),
        ...(shown.length > 0 ? [`\n${coloured("heading", "Waiting normally:")}\n`] : []),
        ...shown.map(({ line }) => labelled("", line)),
        ...(waiting.length > shown.length ? [`and ${waiting.length - shown.length} more\n`] : []),
        explainHint(faults.map(({ cause }) => cause)),
    ].join("");
}

function headText(pods: number, faults: readonly StatusFault[], waiting: number, where: string): string {
    const stuck = faults.reduce((sum, fault) => sum + fault.pods.length, 0);
    const refused = faults.reduce((sum, { workloads = [] }) => sum + workloads.length, 0);
    const parts = [
        `${pods === 1 ? "1 pod" : `${pods} pods`} in ${where}: ${stuck + waiting} waiting, ${stuck} of them stuck`,
        ...(refused > 0 ? [refusedText(refused)] : []),
    ];
    const hint =
        pods === 0 && refused === 0 && where !== namespaceText(undefined) ? " -A looks at all namespaces." : "";
    return `${parts.join("; ")}.${hint}\n`;
}

function faultText({ explanation, pods, workloads = [], text, advice }: StatusFault): string {
    return [
        coloured("wrong", labelled("", explanation)),
        ...(workloads.length > 0 ? [labelled("  of    ", workloadsText(workloads))] : []),
        ...(pods.length > 0 ? [labelled("  pods  ", podsText(pods))] : []),
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

function workloadsText(workloads: readonly StatusWorkload[]): string {
    const names = workloads.slice(0, MOST_PODS_OF_FAULT).map(workloadText);
    const more = workloads.length > names.length ? ` and ${workloads.length - names.length} more` : "";
    return `${names.join(", ")}${more}`;
}

function workloadText({ kind, namespace, name, owner, sinceSeconds, refusals }: StatusWorkload): string {
    const of = owner === undefined ? "" : ` of ${owner}`;
    const times = refusals === 1 ? "once" : `${refusals} times`;
    return `${kind} ${namespace}/${name}${of}: ${times} in ${spokenDuration(sinceSeconds)}`;
}
