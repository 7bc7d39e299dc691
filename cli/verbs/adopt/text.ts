// The answer of `adopt` as YAML for a stack's file, with what is to be known as comments behind it.
import wrapAnsi from "wrap-ansi";
import type { Change } from "../../../model/adopt/description";
import type { ServiceOutlook } from "../../../model/adopt/services";
import { plainLine, WIDTH } from "../../../model/text/table";
import { dataText } from "../../terminal/output";
import type { AdoptReport } from "./report";

export function adoptText(report: AdoptReport): string {
    const { rollout, workloads, unknownImages, namespace } = report;
    return [
        comment("For Pulumi.<stack>.yaml. Nothing was changed."),
        dataText({ config: { "aks-image-delivery:rollout": rollout } }, "yaml"),
        ...workloads.map((workload) => workloadText(workload, namespace)),
        ...unknownImages.map(({ image, reason }) => `#\n${comment(`No size for ${image}: ${reason}`)}`),
    ].join("");
}

function workloadText(workload: AdoptReport["workloads"][number], namespace: string): string {
    const { changes, notes, services, chart } = workload;
    return [
        "#\n",
        comment(wayText(workload, namespace)),
        ...list(
            "cannot be kept",
            changes.filter(({ lost }) => lost),
        ),
        ...list(
            "changes",
            changes.filter(({ lost }) => !lost),
        ),
        ...list("notes", notes),
        ...(chart === undefined ? [] : [comment(chart, "  ")]),
        ...services.map((service) => comment(serviceText(service, namespace), "  ")),
    ].join("");
}

function wayText({ kind, name, becomes, inPlace }: AdoptReport["workloads"][number], namespace: string): string {
    if (kind === "Job") {
        return `Job ${name} becomes the migration ${becomes}, which runs once more: leave it out of the first update where it cannot find out what there is to do.`;
    }
    return inPlace
        ? `Deployment ${name} is taken over in place: its selector is the component's own.`
        : `Deployment ${name} is replaced by ${becomes}, which starts next to it. When that serves: kubectl scale deployment ${name} -n ${namespace} --replicas 0`;
}

function serviceText({ name, missing, command }: ServiceOutlook, namespace: string): string {
    if (missing.length === 0) {
        return `Service ${name} selects the new pods too: both serve, until the old ones are scaled down.`;
    }
    const first = `Service ${name} does not select the new pods, because of ${missing.join(", ")}.`;
    return command === undefined
        ? `${first} Give the pods of today a label of their own, and let the Service in ${namespace} select by that first.`
        : `${first} First let it select by the rest, if that finds no other pods: ${command}`;
}

/** Fields with the same reason in one line. */
function list(title: string, changes: readonly Change[]): string[] {
    const byReason = new Map<string, string[]>();
    for (const { field, reason } of changes) {
        byReason.set(reason, [...(byReason.get(reason) ?? []), field]);
    }
    const lines = [...byReason].map(([reason, fields]) => comment(`- ${fields.join(", ")}: ${reason}`, "    "));
    return lines.length === 0 ? [] : [comment(`${title}:`, "  "), ...lines];
}

function comment(text: string, indent = ""): string {
    const lines = wrapAnsi(plainLine(text), WIDTH - indent.length - 2).split("\n");
    return lines.map((line, index) => `# ${indent}${index > 0 && text.startsWith("- ") ? "  " : ""}${line}\n`).join("");
}
