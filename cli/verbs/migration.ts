// `image-delivery migration NAME`: how a migration stands, why, and what to do next.
import { Command } from "commander";
import { formatImageSize } from "../../model/image/size";
import { type MigrationReport, migrationReport } from "../../model/migration/report";
import { spokenDuration } from "../../model/text/durations";
import { plainLine } from "../../model/text/table";
import { UsageError } from "../../model/userError";
import { kubernetesClient } from "../../observe/cluster/client";
import { homeNamespace } from "../../observe/cluster/namespaces";
import { migrationJob, migrationView } from "../../observe/pods/migration";
import {
    type ClusterOptions,
    clusterAccess,
    type OutputFormat,
    wholeNumber,
    withCluster,
    withOutput,
} from "../options/cluster";
import { coloured } from "../terminal/colour";
import { explainHint } from "../terminal/explainHint";
import { printAnswer } from "../terminal/output";
import { labelled } from "../terminal/wrap";

type Options = ClusterOptions & { readonly output: OutputFormat; readonly lines: number };

export function migrationCommand(): Command {
    const command = new Command("migration")
        .description(
            "Shows a migration's Job, its pods, what is left of its deadline, its log's end and the next step.",
        )
        .argument("<name>", "name of the Job, or of the MigrationJob that created it")
        .option("--lines <number>", "lines of the log", wholeNumber(1), 20)
        .addHelpText("after", "\nExit codes: 0 running or completed, 1 failed or stuck, 2 could not check.");
    return withCluster(withOutput(command)).action(migration);
}

async function migration(name: string, options: Options): Promise<void> {
    const client = await kubernetesClient(clusterAccess(options));
    const namespace = homeNamespace(client, options.namespace);
    const { job, names } = await migrationJob(client, namespace, name);
    if (job === undefined) {
        throw new UsageError(notFound(name, namespace, client.cluster, names));
    }
    const report = migrationReport(await migrationView(client, job, options.lines));
    printAnswer(report, options.output, migrationText);
    if (report.state === "failed" || report.state === "stuck") {
        process.exitCode = 1;
    }
}

const MOST_NAMES = 10;

function notFound(name: string, namespace: string, cluster: string, names: readonly string[]): string {
    const shown = names.slice(0, MOST_NAMES).join(", ");
    const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
    const there = names.length > 0 ? `its Jobs are ${shown}${more}` : "it has no Jobs";
    return `namespace "${namespace}" of ${cluster} has no Job and no MigrationJob "${name}" (${there}); name another namespace with -n.`;
}

const STYLES = { complete: "fine", running: "heading", failed: "wrong", stuck: "wrong" } as const;

export function migrationText(report: MigrationReport): string {
    const { deadline, pods, pulls, log } = report;
    return [
        coloured(STYLES[report.state], labelled("job       ", `${report.namespace}/${report.job}: ${report.text}`)),
        ...report.images.map((image) => labelled("image     ", image)),
        ...(deadline ? [labelled("deadline  ", deadlineText(report, deadline))] : []),
        ...pods.map(({ line }) => labelled("pod       ", line)),
        ...pulls.map((pull) => labelled("pull      ", pullText(pull))),
        labelled("next      ", report.next),
        ...(log.length > 0 ? ["\nThe end of its log:\n", ...log.map((line) => `  ${plainLine(line)}\n`)] : []),
        explainHint([report.cause]),
    ].join("");
}

function deadlineText({ state }: MigrationReport, { seconds, leftSeconds }: { seconds: number; leftSeconds: number }) {
    const left = state === "complete" || state === "failed" ? "" : `, ${leftSeconds} s left`;
    return `${seconds} s${left}; it counts the pull`;
}

function pullText({ node, seconds, waitingSeconds, bytes }: MigrationReport["pulls"][number]): string {
    const size = bytes === undefined ? "" : ` of ${formatImageSize(bytes)}`;
    const waited = waitingSeconds >= 1 ? `, after ${spokenDuration(waitingSeconds)} in the queue` : "";
    return `${spokenDuration(seconds)}${size} on ${node}${waited}`;
}
